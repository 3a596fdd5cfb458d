/*
 * lower_policies: what a router or appliance does to the routes that it announces and accepts at one end of a
 * connection: filters, named policies, AS path, communities, MED, next hop; and what speakers of the platform
 * take over from a customer.
 *
 * The order of section "Speakers" of the language becomes the order of the route network: `advertise` is
 * s.exports, whose permits also take back what does not cross an eBGP session (MED, next hop: RFC 4271 5.1.3,
 * 5.1.4); `policy out` is s.export_policy; all else is s.export_edit. In the same way `accept`, `policy in` and
 * the end's own local preference.
 */
#include "compiler/lower.h"

#include <string.h>

/* ---- what the design uses ---- */

static uint32_t community_number(struct lowering *l, const char *text)
{
    for (uint32_t i = 0; i < l->communities.count; i++)
        if (strcmp(l->communities.at[i], text) == 0)
            return i;
    vec_push(l->arena, &l->communities, text);
    return l->communities.count - 1;
}

ir_tags lower_new_tag(struct lowering *l, const char *text)
{
    return IR_TAG_COMMUNITY << community_number(l, text);
}

static ir_tags community_tag(struct lowering *l, const struct model_community *community)
{
    switch (community->kind) {
    case COMMUNITY_NO_ADVERTISE:
        return IR_TAG_NO_ADVERTISE;
    case COMMUNITY_NO_EXPORT:
        return IR_TAG_NO_EXPORT;
    default:
        return lower_new_tag(l, community->text);
    }
}

static ir_tags community_tags(struct lowering *l, const struct model_community *at, uint32_t count)
{
    ir_tags tags = 0;
    for (uint32_t i = 0; i < count; i++)
        tags |= community_tag(l, &at[i]);
    return tags;
}

static uint32_t next_hop_number(struct lowering *l, const struct model_next_hop *hop)
{
    for (uint32_t i = 0; i < l->next_hops.count; i++)
        if (addr_compare(l->next_hops.at[i].address, hop->address) == 0)
            return i;
    vec_push(l->arena, &l->next_hops, (struct ir_next_hop){hop->address});
    return l->next_hops.count - 1;
}

static void prepare_policy(struct lowering *l, const struct model_policy *policy)
{
    for (uint32_t i = 0; i < policy->lines.count; i++) {
        const struct model_policy_line *line = &policy->lines.at[i];
        l->community_tags |= community_tags(l, line->communities.at, line->communities.count);
        l->community_tags |= community_tags(l, line->add.at, line->add.count);
        l->community_tags |= community_tags(l, line->remove.at, line->remove.count);
        l->uses_med = l->uses_med || line->set_med;
        l->own_in_paths = l->own_in_paths || line->prepend > 0;
        if (line->next_hop.kind == NEXT_HOP_ADDRESS)
            next_hop_number(l, &line->next_hop);
    }
}

/* Over eBGP the number of the receiver is not let in, and the sender puts its own in front. So a speaker's own number
 * gets into paths that iBGP carries by a prepending policy, of either end, or by an iBGP end that prepends. */
void lower_policies(struct lowering *l)
{
    for (uint32_t i = 0; i < l->m->connections.count; i++)
        for (int s = 0; s < 2; s++) {
            const struct model_connection *conn = &l->m->connections.at[i];
            const struct model_end *e = &conn->ends[s];
            l->community_tags |= community_tags(l, e->communities.at, e->communities.count);
            l->uses_med = l->uses_med || e->has_med;
            l->own_in_paths = l->own_in_paths || (e->prepend > 0 && model_connection_is_internal(l->m, conn));
            if (e->next_hop.kind == NEXT_HOP_ADDRESS)
                next_hop_number(l, &e->next_hop);
        }
    for (uint32_t i = 0; i < l->m->policies.count; i++)
        prepare_policy(l, &l->m->policies.at[i]);
}

/* ---- filters ---- */

static const struct ir_prefix_match *ranges_of(struct lowering *l, const struct model_range *at,
                                               uint32_t count)
{
    struct ir_prefix_match *out = arena_array(l->arena, struct ir_prefix_match, count);
    for (uint32_t i = 0; i < count; i++)
        out[i] = (struct ir_prefix_match){at[i].prefix, IR_MATCH_RANGE, at[i].from, at[i].to};
    return out;
}

void clause_scope(struct lowering *l, struct clauses *c, enum ir_session_kind kind, struct span at)
{
    ir_tags tags = IR_TAG_NO_ADVERTISE | (kind == IR_EBGP ? (ir_tags)IR_TAG_NO_EXPORT : 0u);
    if (l->community_tags & tags)
        clause_deny_tags(l, c, l->community_tags & tags, RULE_COMMUNITY_SCOPE, at);
}

/* What an appliance originates starts with it, whatever the route that its packets follow. */
static const struct ir_edit *as_origin(struct lowering *l)
{
    struct ir_edit *edit = arena_new(l->arena, struct ir_edit);
    *edit = (struct ir_edit){.clear_path = true,
                             .set_local_pref = true,
                             .local_pref = IR_LOCAL_PREF_DEFAULT,
                             .set_med = l->uses_med,
                             .tags_clear = IR_TAGS_ALL,
                             .tags_set = IR_TAG_OWN};
    edit->next_hop_edit = l->next_hops.count > 0 ? IR_NEXT_HOP_SELF : IR_NEXT_HOP_KEEP;
    return edit;
}

/* What `own` means: for a router the mark of what it originates; for an appliance the prefixes of `originate`,
 * since a route of its own (a tunnel's static route or one of a neighbour) may be preferred to the bare
 * announcement. */
static void clause_own(struct lowering *l, struct clauses *c, const struct model_end *e, struct span at)
{
    if (e->kind == END_ROUTER) {
        clause_permit_tags(l, c, IR_TAG_OWN, at);
        return;
    }
    const struct model_appliance *a = &l->m->appliances.at[e->index];
    struct ir_prefix_match *own = arena_array(l->arena, struct ir_prefix_match, a->originate.count);
    for (uint32_t i = 0; i < a->originate.count; i++) {
        struct prefix p = a->originate.at[i].prefix;
        own[i] = (struct ir_prefix_match){p, IR_MATCH_RANGE, p.length, p.length};
    }
    clause_prefixes(l, c, own, a->originate.count, true, IR_NONE, at);
    if (a->originate.count > 0)
        c->list.at[c->list.count - 1].edit = as_origin(l);
}

/* F153: what a speaker announces; without `advertise`, what it originates. */
static void clause_advertise(struct lowering *l, struct clauses *c, const struct model_end *e,
                             struct span conn)
{
    const struct model_filter *f = &e->advertise;
    struct span at = f->kind == FILTER_DEFAULT ? conn : f->span;
    if (f->kind == FILTER_DEFAULT)
        clause_deny_tags(l, c, IR_TAG_LOCAL_ONLY, RULE_DEFAULT_STAYS_INSIDE, conn);
    if (f->kind == FILTER_DEFAULT || f->own)
        clause_own(l, c, e, at);
    clause_prefixes(l, c, ranges_of(l, f->ranges.at, f->ranges.count), f->ranges.count, true, IR_NONE, at);
    clause_rest(l, c, f->kind == FILTER_ALL, RULE_NOT_ADVERTISED, at);
}

static void clause_accept(struct lowering *l, struct clauses *c, const struct model_end *e)
{
    const struct model_filter *f = &e->accept;
    clause_prefixes(l, c, ranges_of(l, f->ranges.at, f->ranges.count), f->ranges.count, true, IR_NONE,
                    f->span);
    clause_rest(l, c, f->kind == FILTER_DEFAULT || f->kind == FILTER_ALL, RULE_NOT_ACCEPTED,
                f->kind == FILTER_DEFAULT ? e->span : f->span);
}

/* The same change at every line that permits, but for those that change more already. */
static void clauses_change(struct lowering *l, struct clauses *c, struct ir_edit change)
{
    struct ir_edit *edit = arena_new(l->arena, struct ir_edit);
    *edit = change;
    for (uint32_t i = 0; i < c->list.count; i++)
        if (c->list.at[i].permit && !c->list.at[i].edit)
            c->list.at[i].edit = edit;
}

/* ---- named policies ---- */

static void next_hop_change(struct lowering *l, const struct model_next_hop *hop, struct ir_edit *edit)
{
    if (hop->kind == NEXT_HOP_SELF) {
        edit->next_hop_edit = IR_NEXT_HOP_SELF;
    } else if (hop->kind == NEXT_HOP_ADDRESS) {
        edit->next_hop_edit = IR_NEXT_HOP_SET;
        edit->next_hop = next_hop_number(l, hop);
    }
}

/* `remove` comes before `add`. */
static const struct ir_edit *line_change(struct lowering *l, const struct model_policy_line *line,
                                         uint32_t asn)
{
    struct ir_edit *edit = arena_new(l->arena, struct ir_edit);
    edit->strip_asn = line->strip;
    edit->prepend_asn = line->prepend > 0 ? asn : 0;
    edit->prepend_count = line->prepend;
    edit->set_local_pref = line->set_local_preference;
    edit->local_pref = line->local_preference;
    edit->set_med = line->set_med;
    edit->med = line->med;
    edit->tags_clear = community_tags(l, line->remove.at, line->remove.count);
    edit->tags_set = community_tags(l, line->add.at, line->add.count);
    next_hop_change(l, &line->next_hop, edit);
    bool nothing = edit->strip_asn == 0 && edit->prepend_count == 0 && !edit->set_local_pref &&
                   !edit->set_med && edit->tags_clear == 0 && edit->tags_set == 0 &&
                   edit->next_hop_edit == IR_NEXT_HOP_KEEP;
    return nothing ? NULL : edit;
}

static const struct ir_clause *policy_of(struct lowering *l, uint32_t policy, uint32_t asn, uint32_t *count)
{
    struct clauses c = {{0}};
    *count = 0;
    if (policy == MODEL_NONE)
        return NULL;
    const struct model_policy *p = &l->m->policies.at[policy];
    for (uint32_t i = 0; i < p->lines.count; i++) {
        const struct model_policy_line *line = &p->lines.at[i];
        struct ir_clause clause = {.permit = line->permit, .span = line->span};
        clause.tags_all = community_tags(l, line->communities.at, line->communities.count);
        clause.prefixes = ranges_of(l, line->ranges.at, line->ranges.count);
        clause.prefix_count = line->ranges.count;
        clause.path_asns = line->path_asns.at;
        clause.path_asn_count = line->path_asns.count;
        clause.rule = line->permit ? IR_NONE : (uint32_t)RULE_POLICY_DENIES;
        clause.edit = line->permit ? line_change(l, line, asn) : NULL;
        vec_push(l->arena, &c.list, clause);
    }
    clause_rest(l, &c, false, RULE_POLICY_DENIES, p->span);
    *count = c.list.count;
    return c.list.at;
}

/* ---- the two directions of an end ---- */

struct ir_edit platform_accepted(const struct lowering *l, ir_tags tags)
{
    return (struct ir_edit){.set_local_pref = true,
                            .local_pref = IR_LOCAL_PREF_DEFAULT,
                            .set_weight = true,
                            .set_med = l->uses_med,
                            .tags_clear = IR_TAGS_ALL,
                            .tags_set = IR_TAG_EXTERNAL | tags};
}

struct ir_edit announced(uint32_t asn, uint32_t prepend)
{
    return (struct ir_edit){.prepend_asn = asn, .prepend_count = 1 + prepend};
}

/* RFC 4271 5.1.3 and 5.1.4: over eBGP the next hop is the speaker itself, and a MED received is not passed on. */
static void forget_inner(struct lowering *l, struct clauses *c)
{
    struct ir_edit change = {.set_med = l->uses_med};
    change.next_hop_edit = l->next_hops.count > 0 ? IR_NEXT_HOP_SELF : IR_NEXT_HOP_KEEP;
    if (change.set_med || change.next_hop_edit != IR_NEXT_HOP_KEEP)
        clauses_change(l, c, change);
}

void speaker_announces(struct lowering *l, const struct model_end *from, const struct model_end *far,
                       struct ir_session *s, struct clauses *out)
{
    uint32_t asn = l->tables.at[s->from].asn;
    bool external = s->kind == IR_EBGP;
    clause_scope(l, out, s->kind, s->span);
    if (!external)
        clause_deny_tags(l, out, IR_TAG_INTERNAL, RULE_IBGP_NO_REFLECTION, s->span);
    clause_advertise(l, out, from, s->span);
    if (external)
        forget_inner(l, out);
    s->export_policy = policy_of(l, from->policy_out, asn, &s->export_policy_count);
    s->export_edit = announced(asn, from->prepend);
    if (!external)
        s->export_edit.prepend_count = from->prepend;
    s->export_edit.strip_asn = from->strip;
    s->export_edit.set_med = from->has_med;
    s->export_edit.med = from->med;
    s->export_edit.tags_set = community_tags(l, from->communities.at, from->communities.count);
    next_hop_change(l, &from->next_hop, &s->export_edit);
    if (from->as_override) {
        s->export_edit.replace_from = model_end_asn(l->m, far);
        s->export_edit.replace_to = asn;
    }
}

/* What crosses from one speaker of the customer to another: communities and MED stay, internal marks go. A policy
 * may set the local preference, so the default comes before it. */
void speaker_accepts(struct lowering *l, const struct model_end *to, struct ir_session *s, struct clauses *in)
{
    bool external = s->kind == IR_EBGP;
    clause_accept(l, in, to);
    s->import_policy = policy_of(l, to->policy_in, l->tables.at[s->to].asn, &s->import_policy_count);
    s->import_edit = platform_accepted(l, 0);
    s->import_edit.set_med = false;
    s->import_edit.tags_clear = IR_TAGS_ALL & ~l->community_tags;
    s->import_edit.weight = to->weight;
    if (!external) {
        s->import_edit.set_local_pref = false;
        s->import_edit.tags_set = IR_TAG_INTERNAL;
    } else if (s->import_policy_count > 0) {
        s->import_edit.set_local_pref = false;
        clauses_change(l, in, (struct ir_edit){.set_local_pref = true, .local_pref = IR_LOCAL_PREF_DEFAULT});
    }
    if (to->has_local_preference) {
        s->import_edit.set_local_pref = true;
        s->import_edit.local_pref = to->local_preference;
    } else if (!s->import_edit.set_local_pref) {
        s->import_edit.local_pref = 0;
    }
}
