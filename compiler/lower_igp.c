/*
 * lower_igp: internal routing of on-premises sites with `link`s (F150, F154). Each router has a loopback, which is known
 * to the others along the links; iBGP between two routers rests on it, and so does the way to the other one. In a
 * split site the links carry the subnets too, each from the routers that it is attached to.
 *
 * A site without links is one LAN: nothing here concerns it.
 */
#include "compiler/lower.h"

#include <string.h>

static bool has_links(const struct lowering *l, uint32_t site)
{
    return site != IR_NONE && l->m->sites.at[site].links.count > 0;
}

const enum ir_step *lower_igp_rank(struct lowering *l, uint32_t site, const enum ir_step *rank)
{
    if (!has_links(l, site))
        return rank;
    uint32_t count = 0;
    while (rank[count] != IR_STEP_END)
        count++;
    enum ir_step *out = arena_array(l->arena, enum ir_step, count + 2);
    memcpy(out, rank, count * sizeof *out);
    out[count] = IR_STEP_METRIC;
    out[count + 1] = IR_STEP_END;
    return out;
}

/* ---- split sites: who holds what ---- */

/* A prefix of a split site that some routers are attached to. */
struct local {
    struct prefix prefix;
    struct span span;
    const struct model_subnet *subnet;
};

struct locals {
    VEC(struct local) list;
};

static bool is_listed(const struct locals *locals, struct prefix p)
{
    for (uint32_t i = 0; i < locals->list.count; i++)
        if (prefix_compare(locals->list.at[i].prefix, p) == 0)
            return true;
    return false;
}

/* A part of a subnet that a router originates is where the subnet is. */
static void add_part(const struct lowering *l, struct locals *locals, const struct model_prefix *part)
{
    for (uint32_t i = 0; i < locals->list.count; i++) {
        struct local outer = locals->list.at[i];
        if (!prefix_covers(outer.prefix, part->prefix) || is_listed(locals, part->prefix))
            continue;
        struct local local = {part->prefix, part->span, outer.subnet};
        vec_push(l->arena, &locals->list, local);
        return;
    }
}

static struct locals locals_of(const struct lowering *l, uint32_t site)
{
    const struct model_site *s = &l->m->sites.at[site];
    struct locals locals = {{0}};
    for (uint32_t i = 0; i < s->subnets.count; i++) {
        const struct model_subnet *subnet = &l->m->subnets.at[s->subnets.at[i]];
        for (uint32_t p = 0; p < subnet->prefixes.count; p++) {
            struct local local = {subnet->prefixes.at[p].prefix, subnet->prefixes.at[p].span, subnet};
            vec_push(l->arena, &locals.list, local);
        }
    }
    for (uint32_t i = 0; i < s->routers.count; i++) {
        const struct model_router *r = &l->m->routers.at[s->routers.at[i]];
        for (uint32_t p = 0; p < r->originate.count; p++)
            add_part(l, &locals, &r->originate.at[p]);
    }
    return locals;
}

bool lower_split_is_local(const struct lowering *l, uint32_t site, struct prefix p)
{
    struct locals locals = locals_of(l, site);
    return is_listed(&locals, p);
}

static void add_local(struct lowering *l, uint32_t table, uint32_t site, const struct local *local,
                      uint8_t rank, ir_tags tags)
{
    struct ir_origin o = {
        .table = table, .source = IR_SRC_CONNECTED, .rank = rank, .tags = tags, .span = local->span};
    o.guard = lower_guard(l, l->tables.at[table].element, IR_NONE, IR_NONE, IR_NONE);
    o.hop = hop_deliver(site, IR_NONE, local->span);
    lower_origin(l, local->prefix, o);
}

/* The prefix of the site as a whole stands for its subnets, and leads nowhere else. */
static void add_whole(struct lowering *l, const struct model_router *r, const struct model_prefix *p)
{
    struct ir_origin o = {
        .table = r->table, .source = IR_SRC_AGGREGATE, .rank = ROUTER_CONNECTED, .span = p->span};
    o.tags = lower_originates(l, r, p->prefix) ? IR_TAG_OWN : 0;
    o.guard = lower_guard(l, r->element, IR_NONE, IR_NONE, IR_NONE);
    o.hop = hop_drop(RULE_AGGREGATE_DISCARD, p->span);
    lower_origin(l, p->prefix, o);
}

static void router_locals(struct lowering *l, uint32_t router, const struct locals *locals)
{
    const struct model_router *r = &l->m->routers.at[router];
    const struct model_site *s = &l->m->sites.at[r->site];
    for (uint32_t i = 0; i < locals->list.count; i++) {
        const struct local *local = &locals->list.at[i];
        ir_tags tags = model_subnet_attaches_all(l->m, local->subnet) ? 0 : IR_TAG_IGP;
        if (lower_originates(l, r, local->prefix))
            tags |= IR_TAG_OWN;
        if (model_subnet_attaches(l->m, local->subnet, router))
            add_local(l, r->table, r->site, local, ROUTER_CONNECTED, tags);
    }
    for (uint32_t i = 0; i < s->prefixes.count; i++)
        if (!is_listed(locals, s->prefixes.at[i].prefix))
            add_whole(l, r, &s->prefixes.at[i]);
}

/* Hosts reach their own subnet directly, and where all routers are attached, all such subnets. `subnet` is NULL for the
 * table of those without one. */
static void host_locals(struct lowering *l, uint32_t site, const struct model_subnet *subnet,
                        const struct locals *locals)
{
    uint32_t table = subnet ? subnet->table : l->m->sites.at[site].table;
    bool everywhere = !subnet || model_subnet_attaches_all(l->m, subnet);
    for (uint32_t i = 0; i < locals->list.count; i++) {
        const struct local *local = &locals->list.at[i];
        if (local->subnet == subnet || (everywhere && model_subnet_attaches_all(l->m, local->subnet)))
            add_local(l, table, site, local, LAN_OWN, 0);
    }
}

void lower_split_origins(struct lowering *l, uint32_t site)
{
    const struct model_site *s = &l->m->sites.at[site];
    struct locals locals = locals_of(l, site);
    host_locals(l, site, NULL, &locals);
    for (uint32_t i = 0; i < s->subnets.count; i++) {
        const struct model_subnet *subnet = &l->m->subnets.at[s->subnets.at[i]];
        if (subnet->table != s->table)
            host_locals(l, site, subnet, &locals);
    }
    for (uint32_t i = 0; i < s->routers.count; i++)
        router_locals(l, s->routers.at[i], &locals);
}

/* ---- loopbacks ---- */

/* Is the address nobody's: outside all sites, and no route is for it alone? */
static bool is_free(const struct lowering *l, struct prefix p)
{
    for (uint32_t s = 0; s < l->m->sites.count; s++)
        for (uint32_t i = 0; i < l->m->sites.at[s].prefixes.count; i++)
            if (prefix_covers(l->m->sites.at[s].prefixes.at[i].prefix, p))
                return false;
    for (uint32_t i = 0; i < l->origin_prefixes.count; i++)
        if (prefix_compare(l->origin_prefixes.at[i], p) == 0)
            return false;
    return true;
}

/* An address of 240.0.0.0/4, which no network may use (RFC 1112), above `last`. */
static struct prefix next_loopback(const struct lowering *l, struct prefix last)
{
    do
        last.address.low++;
    while (!is_free(l, last));
    return last;
}

/* By router: its loopback as an index in origin_prefixes; IR_NONE where the site has no links. */
static uint32_t *add_loopbacks(struct lowering *l)
{
    uint32_t *loopbacks = arena_array(l->arena, uint32_t, l->m->routers.count);
    struct prefix p = {{0, 0xf0000000, ADDR_IPV4}, 32};
    for (uint32_t i = 0; i < l->m->routers.count; i++) {
        const struct model_router *r = &l->m->routers.at[i];
        loopbacks[i] = IR_NONE;
        if (!has_links(l, r->site))
            continue;
        struct ir_origin o = {.table = r->table,
                              .source = IR_SRC_IGP,
                              .rank = ROUTER_CONNECTED,
                              .tags = IR_TAG_LOOPBACK,
                              .span = r->span};
        o.guard = lower_guard(l, r->element, IR_NONE, IR_NONE, IR_NONE);
        o.hop = hop_deliver(r->site, IR_NONE, r->span);
        p = next_loopback(l, p);
        loopbacks[i] = l->origin_prefixes.count;
        lower_origin(l, p, o);
    }
    return loopbacks;
}

/* ---- sessions ---- */

/* The router with this table, or MODEL_NONE; only of sites with links. */
static uint32_t router_of(const struct lowering *l, uint32_t table)
{
    for (uint32_t i = 0; i < l->m->routers.count; i++)
        if (l->m->routers.at[i].table == table && has_links(l, l->m->routers.at[i].site))
            return i;
    return MODEL_NONE;
}

/* In front of what a session announces otherwise: no loopbacks, and to another router of the site nothing that the links
 * bring it anyway. */
static void keep_inside(struct lowering *l, struct ir_session *s, bool to_router)
{
    struct ir_clause *exports = arena_array(l->arena, struct ir_clause, s->export_count + 1);
    exports[0] = (struct ir_clause){.tags_any = IR_TAG_LOOPBACK | (to_router ? IR_TAG_IGP : 0),
                                    .rule = RULE_IGP_STAYS_INSIDE,
                                    .span = s->span};
    memcpy(exports + 1, s->exports, s->export_count * sizeof *exports);
    s->exports = exports;
    s->export_count++;
}

/* Sessions of routers so far: they carry no loopbacks, and those between routers of the site rest on them. */
static void rest_on_igp(struct lowering *l, const uint32_t *loopbacks)
{
    for (uint32_t i = 0; i < l->sessions.count; i++) {
        struct ir_session *s = &l->sessions.at[i];
        uint32_t from = router_of(l, s->from), to = router_of(l, s->to);
        if (from == MODEL_NONE)
            continue;
        bool inside = to != MODEL_NONE && l->m->routers.at[from].site == l->m->routers.at[to].site;
        keep_inside(l, s, inside);
        if (!inside)
            continue;
        s->has_via = true;
        s->via = s->hop.target = loopbacks[from];
        s->hop.kind = IR_HOP_VIA;
    }
}

static const struct ir_edit *mark(struct lowering *l, ir_tags tags)
{
    struct ir_edit *edit = arena_new(l->arena, struct ir_edit);
    *edit = (struct ir_edit){.tags_clear = IR_TAGS_ALL, .tags_set = tags};
    return edit;
}

/* Loopbacks stay what they are. Of the rest the receiver announces as its own what it originates. */
static struct clauses igp_imports(struct lowering *l, const struct model_router *to,
                                  const struct locals *locals, struct span at)
{
    struct clauses in = {{0}};
    VEC(struct ir_prefix_match) own = {0};
    for (uint32_t i = 0; i < locals->list.count; i++) {
        struct prefix p = locals->list.at[i].prefix;
        struct ir_prefix_match match = {p, IR_MATCH_RANGE, p.length, p.length};
        if (lower_originates(l, to, p))
            vec_push(l->arena, &own, match);
    }
    clause_permit_tags(l, &in, IR_TAG_LOOPBACK, at);
    if (own.count > 0) {
        clause_prefixes(l, &in, own.at, own.count, true, IR_NONE, at);
        in.list.at[in.list.count - 1].edit = mark(l, IR_TAG_IGP | IR_TAG_OWN);
    }
    clause_rest(l, &in, true, IR_NONE, at);
    in.list.at[in.list.count - 1].edit = mark(l, IR_TAG_IGP);
    return in;
}

static uint32_t igp_session(struct lowering *l, const struct model_link *link, int from,
                            const struct locals *locals)
{
    const struct model_router *sender = &l->m->routers.at[link->routers[from]],
                              *receiver = &l->m->routers.at[link->routers[1 - from]];
    struct ir_session s = {.from = sender->table,
                           .to = receiver->table,
                           .kind = IR_IGP,
                           .source = IR_SRC_IGP,
                           .rank = ROUTER_IGP,
                           .cost = link->cost,
                           .span = link->span};
    struct clauses out = {{0}}, in = igp_imports(l, receiver, locals, link->span);
    s.guard = lower_guard(l, link->element, sender->element, receiver->element, IR_NONE);
    s.hop = hop_to_table(sender->table, link->element, link->span);
    clause_permit_tags(l, &out, IR_TAG_LOOPBACK | IR_TAG_IGP, link->span);
    clause_rest(l, &out, false, RULE_IGP_INTERNAL_ONLY, link->span);
    return lower_session(l, s, &out, &in);
}

void lower_igp(struct lowering *l)
{
    if (l->m->links.count == 0)
        return;
    rest_on_igp(l, add_loopbacks(l));
    struct locals *locals = arena_array(l->arena, struct locals, l->m->sites.count);
    for (uint32_t i = 0; i < l->m->sites.count; i++)
        if (has_links(l, i))
            locals[i] = locals_of(l, i);
    for (uint32_t i = 0; i < l->m->links.count; i++) {
        const struct model_link *link = &l->m->links.at[i];
        const struct locals *of_site = &locals[l->m->routers.at[link->routers[0]].site];
        uint32_t there = igp_session(l, link, 0, of_site);
        lower_reverse(l, there, igp_session(l, link, 1, of_site));
        l->ir->metric_max += link->cost;
    }
}
