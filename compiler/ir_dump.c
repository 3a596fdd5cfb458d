/*
 * Prints a route network as text, for `nicc dump --stage ir` and for tests. Everything is shown by name, in
 * the order of the arrays; equal networks give equal text.
 */
#include "compiler/ir_dump.h"

#include <inttypes.h>

struct flag_name {
    uint64_t flag;
    const char *name;
};

static const struct flag_name class_names[] = {
    {IR_CLASS_LINK, "link"},
    {IR_CLASS_TUNNEL, "tunnel"},
    {IR_CLASS_DEVICE, "device"},
    {IR_CLASS_ROUTER, "router"},
    {IR_CLASS_CIRCUIT, "circuit"},
    {IR_CLASS_GATEWAY, "gateway"},
    {IR_CLASS_PEERING, "peering"},
    {IR_CLASS_SITE, "site"},
    {IR_CLASS_SETTING, "setting"},
    {IR_CLASS_ANNOUNCEMENT, "announcement"},
    {0, NULL},
};

static const struct flag_name tag_names[] = {
    {IR_TAG_OWN, "own"},
    {IR_TAG_EXTERNAL, "external"},
    {IR_TAG_INTERNAL, "internal"},
    {IR_TAG_VNET, "vnet"},
    {IR_TAG_NO_REMOTE, "no-remote"},
    {IR_TAG_LOCAL_ONLY, "local-only"},
    {IR_TAG_SPACE, "space"},
    {IR_TAG_GLOBAL_REACH, "global-reach"},
    {IR_TAG_EXCHANGED, "exchanged"},
    {IR_TAG_NO_ADVERTISE, "no-advertise"},
    {IR_TAG_NO_EXPORT, "no-export"},
    {IR_TAG_IGP, "igp"},
    {IR_TAG_LOOPBACK, "loopback"},
    {0, NULL},
};

/* " label a,b,c", or nothing. */
static void dump_flags(struct buf *out, const char *label, const struct flag_name *names, uint64_t flags)
{
    const char *separator = "";
    if (flags == 0)
        return;
    buf_printf(out, " %s ", label);
    for (; names->name; names++) {
        if ((flags & names->flag) == 0)
            continue;
        buf_printf(out, "%s%s", separator, names->name);
        separator = ",";
    }
}

/* The same for tags: BGP communities have the names that the design gives them. */
static void dump_tags(const struct ir *ir, struct buf *out, const char *label, ir_tags tags)
{
    ir_tags marks = tags & (IR_TAG_COMMUNITY - 1);
    const char *separator = marks != 0 ? "," : "";
    if (marks != 0)
        dump_flags(out, label, tag_names, marks);
    else if (tags != 0)
        buf_printf(out, " %s ", label);
    if (tags == IR_TAGS_ALL && ir->community_count > 0) {
        buf_printf(out, "%severy community", separator);
        return;
    }
    for (uint32_t i = 0; i < ir->community_count && i < IR_COMMUNITY_MAX; i++) {
        if ((tags & IR_TAG_COMMUNITY << i) == 0)
            continue;
        buf_printf(out, "%s%s", separator, ir->communities[i]);
        separator = ",";
    }
}

void ir_dump_prefix(struct buf *out, struct prefix p)
{
    char text[PREFIX_TEXT_MAX];
    buf_add(out, prefix_print(p, text));
}

void ir_dump_addr(struct buf *out, struct addr a)
{
    char text[ADDR_TEXT_MAX];
    buf_add(out, addr_print(a, text));
}

static void dump_guard(const struct ir *ir, struct buf *out, struct ir_guard g)
{
    for (uint32_t i = 0; i < g.count; i++)
        buf_printf(out, "%s%s", i == 0 ? " when " : ", ", ir->elements[g.elements[i]].name);
}

static void dump_hop(const struct ir *ir, struct buf *out, const struct ir_hop *hop)
{
    switch (hop->kind) {
    case IR_HOP_TABLE:
        buf_printf(out, " -> %s", ir->tables[hop->target].name);
        break;
    case IR_HOP_DELIVER:
        buf_printf(out, " -> deliver in %s", ir->sites[hop->target].name);
        break;
    case IR_HOP_VIA:
        buf_add(out, " -> by the route for ");
        ir_dump_prefix(out, ir->prefixes[hop->target]);
        break;
    case IR_HOP_BALANCER:
        buf_printf(out, " -> %s", ir->balancers[hop->target].name);
        break;
    case IR_HOP_INTERNET:
        buf_add(out, " -> internet");
        break;
    case IR_HOP_EXIT:
        buf_printf(out, " -> exit else NICC%u", rule_info(hop->rule)->number);
        break;
    case IR_HOP_DROP:
        buf_printf(out, " -> drop NICC%u", rule_info(hop->rule)->number);
        break;
    }
    if (hop->link != IR_NONE)
        buf_printf(out, " over %s", ir->elements[hop->link].name);
    for (uint32_t i = 0; i < hop->source_count; i++) {
        buf_add(out, i == 0 ? " only from " : ", ");
        ir_dump_prefix(out, hop->sources[i]);
    }
    if (hop->source_count > 0)
        buf_printf(out, " else NICC%u", rule_info(hop->source_rule)->number);
}

static void dump_elements(const struct ir *ir, struct buf *out)
{
    static const char *const links[] = {[IR_LINK_OTHER] = "",
                                        [IR_LINK_TUNNEL] = " counts as tunnel",
                                        [IR_LINK_PEERING] = " counts as peering",
                                        [IR_LINK_WAN] = " counts as WAN link"};
    buf_printf(out, "elements %u\n", ir->element_count);
    for (uint32_t i = 0; i < ir->element_count; i++) {
        const struct ir_element *e = &ir->elements[i];
        buf_printf(out, "  %s", e->name);
        dump_flags(out, "class", class_names, e->classes);
        buf_add(out, links[e->link_kind]);
        if (e->delay)
            buf_printf(out, " delay %" PRIu64 "us", e->delay);
        if (e->site != IR_NONE)
            buf_printf(out, " in %s", ir->sites[e->site].name);
        if (e->parent != IR_NONE)
            buf_printf(out, " part of %s", ir->elements[e->parent].name);
        buf_add(out, e->absent ? " absent" : "");
        buf_add(out, e->is_off ? " while it is off" : "");
        buf_add(out, e->stated ? " stated" : "");
        buf_add(out, e->down ? " down\n" : "\n");
    }
}

static void dump_subnets(const struct ir *ir, struct buf *out, const struct ir_site *s)
{
    for (uint32_t i = 0; i < s->subnet_count; i++) {
        const struct ir_subnet *subnet = &s->subnets[i];
        buf_printf(out, "    subnet %s table %s", subnet->name, ir->tables[subnet->table].name);
        for (uint32_t p = 0; p < subnet->prefix_count; p++) {
            buf_add(out, p == 0 ? " prefix " : ", ");
            ir_dump_prefix(out, subnet->prefixes[p]);
        }
        buf_add(out, subnet->is_reserved ? " reserved\n" : "\n");
    }
}

static void dump_sites(const struct ir *ir, struct buf *out)
{
    buf_printf(out, "sites %u\n", ir->site_count);
    for (uint32_t i = 0; i < ir->site_count; i++) {
        const struct ir_site *s = &ir->sites[i];
        buf_printf(out, "  %s %s table %s", s->kind == IR_SITE_VNET ? "vnet" : "onprem", s->name,
                   ir->tables[s->table].name);
        for (uint32_t p = 0; p < s->prefix_count; p++) {
            buf_add(out, p == 0 ? " prefix " : ", ");
            ir_dump_prefix(out, s->prefixes[p]);
        }
        buf_add(out, "\n");
        for (uint32_t h = 0; h < s->host_count; h++) {
            buf_printf(out, "    host %s ", s->hosts[h].name);
            ir_dump_addr(out, s->hosts[h].address);
            buf_add(out, "\n");
        }
        dump_subnets(ir, out, s);
    }
}

static void dump_circuits(const struct ir *ir, struct buf *out)
{
    buf_printf(out, "circuits %u\n", ir->circuit_count);
    for (uint32_t i = 0; i < ir->circuit_count; i++) {
        const struct ir_circuit *c = &ir->circuits[i];
        buf_printf(out, "  %s devices %s, %s\n", c->name, ir->tables[c->devices[0]].name,
                   ir->tables[c->devices[1]].name);
    }
}

static void dump_tables(const struct ir *ir, struct buf *out)
{
    static const char *const steps[] = {
        [IR_STEP_END] = "",          [IR_STEP_RANK] = "rank",
        [IR_STEP_WEIGHT] = "weight", [IR_STEP_LOCAL_PREF] = "local-preference",
        [IR_STEP_ORIGIN] = "origin", [IR_STEP_PATH_LENGTH] = "path-length",
        [IR_STEP_MED] = "med",       [IR_STEP_EBGP] = "ebgp",
        [IR_STEP_METRIC] = "metric",
    };
    buf_printf(out, "tables %u\n", ir->table_count);
    for (uint32_t i = 0; i < ir->table_count; i++) {
        const struct ir_table *t = &ir->tables[i];
        buf_printf(out, "  %s %s", ir_table_kind_name(t->kind), t->name);
        if (t->asn != 0)
            buf_printf(out, " asn %u", t->asn);
        if (t->kind == IR_ANNOUNCER)
            buf_printf(out, " for %s", ir->tables[t->speaker].name);
        if (t->element != IR_NONE)
            buf_printf(out, " when %s", ir->elements[t->element].name);
        for (const enum ir_step *step = t->rank; *step != IR_STEP_END; step++)
            buf_printf(out, "%s%s", step == t->rank ? " by " : ", ", steps[*step]);
        if (t->has_fallback)
            buf_printf(out, " else %s", ir->tables[t->fallback].name);
        buf_add(out, t->is_node ? " node\n" : "\n");
    }
}

static void dump_path(struct buf *out, const uint32_t *asns, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        buf_add(out, i == 0 ? " path " : ",");
        if (asns[i] == IR_ASN_UNKNOWN)
            buf_add(out, "?");
        else
            buf_printf(out, "%u", asns[i]);
    }
}

static void dump_origins(const struct ir *ir, struct buf *out)
{
    buf_printf(out, "origins %u\n", ir->origin_count);
    for (uint32_t i = 0; i < ir->origin_count; i++) {
        const struct ir_origin *o = &ir->origins[i];
        buf_printf(out, "  %s ", ir->tables[o->table].name);
        ir_dump_prefix(out, ir->prefixes[o->prefix]);
        buf_printf(out, " %s rank %u", ir_source_name(o->source), o->rank);
        dump_tags(ir, out, "tags", o->tags);
        dump_path(out, o->as_path, o->as_path_count);
        buf_add(out, o->protects ? " protects" : "");
        buf_add(out, o->overrides ? " overrides" : "");
        buf_add(out, o->yields_to_default ? " yields-to-default" : "");
        buf_add(out, o->hidden ? " hidden" : "");
        buf_add(out, o->control_only ? " control-only" : "");
        dump_hop(ir, out, &o->hop);
        dump_guard(ir, out, o->guard);
        buf_add(out, "\n");
    }
}

static void dump_prefix_match(struct buf *out, const struct ir_prefix_match *m)
{
    buf_add(out, m->match == IR_MATCH_OVERLAP ? "overlapping " : "");
    ir_dump_prefix(out, m->prefix);
    if (m->match == IR_MATCH_RANGE && (m->from != m->prefix.length || m->to != m->prefix.length))
        buf_printf(out, " ge %u le %u", m->from, m->to);
}

static void dump_edit(const struct ir *ir, struct buf *out, const char *label, const struct ir_edit *e)
{
    struct buf text = {0};
    if (e->clear_path)
        buf_add(&text, " clear path");
    if (e->replace_from != 0)
        buf_printf(&text, " replace %u by %u", e->replace_from, e->replace_to);
    if (e->strip_asn != 0)
        buf_printf(&text, " strip %u", e->strip_asn);
    if (e->prepend_count != 0)
        buf_printf(&text, " prepend %u times %u", e->prepend_asn, e->prepend_count);
    if (e->set_local_pref)
        buf_printf(&text, " local-preference %u", e->local_pref);
    if (e->set_weight)
        buf_printf(&text, " weight %u", e->weight);
    if (e->set_med)
        buf_printf(&text, " med %u", e->med);
    if (e->next_hop_edit == IR_NEXT_HOP_SELF)
        buf_add(&text, " next-hop self");
    if (e->next_hop_edit == IR_NEXT_HOP_SET) {
        buf_add(&text, " next-hop ");
        ir_dump_addr(&text, ir->next_hops[e->next_hop].address);
    }
    dump_tags(ir, &text, "clear", e->tags_clear);
    dump_tags(ir, &text, "set", e->tags_set);
    if (text.length > 0)
        buf_printf(out, "    %s edit%s\n", label, buf_text(&text));
    buf_free(&text);
}

static void dump_clauses(const struct ir *ir, struct buf *out, const char *label,
                         const struct ir_clause *clauses, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        const struct ir_clause *c = &clauses[i];
        buf_printf(out, "    %s %s", label, c->permit ? "permit" : "deny");
        dump_tags(ir, out, "any", c->tags_any);
        dump_tags(ir, out, "all", c->tags_all);
        dump_tags(ir, out, "none", c->tags_none);
        for (uint32_t p = 0; p < c->prefix_count; p++) {
            buf_add(out, p == 0 ? " prefix " : ", ");
            dump_prefix_match(out, &c->prefixes[p]);
        }
        for (uint32_t n = 0; n < c->path_asn_count; n++)
            buf_printf(out, " path %u", c->path_asns[n]);
        if (!c->permit)
            buf_printf(out, " NICC%u", rule_info(c->rule)->number);
        if (c->guard.count > 0)
            dump_guard(ir, out, c->guard);
        buf_add(out, "\n");
        if (c->edit)
            dump_edit(ir, out, label, c->edit);
    }
}

/* What next hops mean at the receiver. */
static void dump_resolved(const struct ir *ir, struct buf *out, const struct ir_session *s)
{
    for (uint32_t i = 0; i < s->resolved_count; i++) {
        buf_add(out, "    next-hop ");
        ir_dump_addr(out, ir->next_hops[s->resolved[i].next_hop].address);
        dump_hop(ir, out, &s->resolved[i].hop);
        buf_add(out, "\n");
    }
}

static void dump_sessions(const struct ir *ir, struct buf *out)
{
    static const char *const kinds[] = {[IR_EBGP] = "ebgp",
                                        [IR_IBGP] = "ibgp",
                                        [IR_IGP] = "igp",
                                        [IR_PROGRAM] = "program",
                                        [IR_TO_LAN] = "to-lan"};
    buf_printf(out, "sessions %u\n", ir->session_count);
    for (uint32_t i = 0; i < ir->session_count; i++) {
        const struct ir_session *s = &ir->sessions[i];
        buf_printf(out, "  %u %s %s to %s as %s rank %u", i, kinds[s->kind], ir->tables[s->from].name,
                   ir->tables[s->to].name, ir_source_name(s->source), s->rank);
        if (s->reverse != IR_NONE)
            buf_printf(out, " reverse %u", s->reverse);
        buf_add(out, s->loop_check ? " loop-check" : "");
        buf_add(out, s->control_only ? " control-only" : "");
        buf_add(out, s->unshielded ? " unshielded" : "");
        if (s->cost != 0)
            buf_printf(out, " cost %u", s->cost);
        if (s->has_via) {
            buf_add(out, " while it has ");
            ir_dump_prefix(out, ir->prefixes[s->via]);
        }
        dump_hop(ir, out, &s->hop);
        if (s->by_server)
            buf_printf(out, " by %s", ir->tables[s->server].name);
        dump_guard(ir, out, s->guard);
        buf_add(out, "\n");
        dump_clauses(ir, out, "export", s->exports, s->export_count);
        dump_clauses(ir, out, "export policy", s->export_policy, s->export_policy_count);
        dump_edit(ir, out, "export", &s->export_edit);
        dump_clauses(ir, out, "import", s->imports, s->import_count);
        dump_clauses(ir, out, "import policy", s->import_policy, s->import_policy_count);
        dump_edit(ir, out, "import", &s->import_edit);
        dump_resolved(ir, out, s);
    }
}

static void dump_classes(const struct ir *ir, struct buf *out)
{
    buf_printf(out, "classes %u\n", ir->class_count);
    for (uint32_t i = 0; i < ir->class_count; i++) {
        const struct ir_class_info *c = &ir->classes[i];
        buf_printf(out, "  %u ", i);
        ir_dump_addr(out, c->sample);
        for (uint32_t p = 0; p < c->prefix_count; p++) {
            buf_add(out, p == 0 ? " in " : ", ");
            ir_dump_prefix(out, ir->prefixes[c->prefixes[p]]);
        }
        buf_add(out, c->internet ? " internet\n" : "\n");
    }
    buf_printf(out, "atoms %u\n", ir->atom_count);
    for (uint32_t i = 0; i < ir->atom_count; i++) {
        buf_add(out, "  ");
        ir_dump_addr(out, ir->atoms[i].first);
        buf_add(out, " .. ");
        ir_dump_addr(out, ir->atoms[i].last);
        buf_printf(out, " class %u\n", ir->atoms[i].class_id);
    }
}

void ir_dump(const struct ir *ir, struct buf *out)
{
    buf_printf(out, "design %s\n", ir->design);
    dump_elements(ir, out);
    dump_sites(ir, out);
    dump_circuits(ir, out);
    dump_tables(ir, out);
    dump_origins(ir, out);
    dump_sessions(ir, out);
    if (ir->metric_max > 0)
        buf_printf(out, "longest metric %u\n", ir->metric_max);
    ir_dump_packets(ir, out);
    dump_classes(ir, out);
}
