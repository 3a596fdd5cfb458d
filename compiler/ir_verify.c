/*
 * Checks what ir.h says always holds of a route network. Assumes only that the counts match the arrays;
 * promises to find a broken promise before anything reads an array through a wrong index. The first
 * finding is enough: it is a mistake of the lowering, never of a design.
 */
#include "compiler/ir_verify.h"

#include <string.h>

#define RANK_STEPS_MAX 16

bool ir_expect(struct ir_check *c, bool ok, const char *what, uint32_t id, const char *text)
{
    if (!ok && !c->problem)
        c->problem = arena_printf(c->arena, "%s %u: %s", what, id, text);
    return ok;
}

static bool is_id(uint32_t id, uint32_t count)
{
    return id < count;
}

static bool is_id_or_none(uint32_t id, uint32_t count)
{
    return id == IR_NONE || id < count;
}

static void check_elements(struct ir_check *c)
{
    const struct ir *ir = c->ir;
    for (uint32_t e = 0; e < ir->element_count; e++) {
        const struct ir_element *element = &ir->elements[e];
        ir_expect(c, element->name != NULL, "element", e, "has no name");
        ir_expect(c, is_id_or_none(element->site, ir->site_count), "element", e, "its site is no site");
        if (!ir_expect(c, is_id_or_none(element->parent, ir->element_count), "element", e,
                       "its parent is no element"))
            return;
        bool setting =
            element->parent != IR_NONE && (ir->elements[element->parent].classes & IR_CLASS_SETTING);
        ir_expect(c, !element->is_off || setting, "element", e, "it is off, and its parent is no setting");
        ir_expect(c, !element->stated || (element->classes & IR_CLASS_SETTING), "element", e,
                  "it is stated, and no setting");
        bool is_free = (element->classes & IR_CLASSES_FREE) != 0;
        ir_expect(c, !element->absent || is_free, "element", e, "it is absent, and nothing that may appear");
        ir_expect(c, !is_free || (element->site == IR_NONE && !element->down), "element", e,
                  "it is free, and lies in a site or is down");
    }
    for (uint32_t e = 0; e < ir->element_count; e++) {
        uint32_t steps = 0, at = e;
        while (at != IR_NONE && steps++ <= ir->element_count)
            at = ir->elements[at].parent;
        ir_expect(c, at == IR_NONE, "element", e, "its parents form a cycle");
    }
}

static bool rank_ends(const enum ir_step *rank)
{
    for (uint32_t i = 0; rank && i < RANK_STEPS_MAX; i++) {
        if (rank[i] == IR_STEP_END)
            return true;
    }
    return false;
}

static void check_tables(struct ir_check *c)
{
    const struct ir *ir = c->ir;
    for (uint32_t t = 0; t < ir->table_count; t++) {
        const struct ir_table *table = &ir->tables[t];
        ir_expect(c, table->name != NULL, "table", t, "has no name");
        ir_expect(c, table->kind < IR_TABLE_KIND_COUNT, "table", t, "is of no known kind");
        ir_expect(c, is_id_or_none(table->site, ir->site_count), "table", t, "its site is no site");
        ir_expect(c, is_id_or_none(table->circuit, ir->circuit_count), "table", t,
                  "its circuit is no circuit");
        ir_expect(c, (table->circuit != IR_NONE) == (table->kind == IR_MSEE), "table", t,
                  "circuit devices, and only they, have a circuit");
        ir_expect(c, is_id_or_none(table->element, ir->element_count), "table", t,
                  "its element is no element");
        ir_expect(c, rank_ends(table->rank), "table", t, "its comparison steps have no end");
        bool speaks = table->kind != IR_ANNOUNCER ||
                      (table->speaker < t && ir->tables[table->speaker].kind != IR_ANNOUNCER);
        ir_expect(c, speaks, "table", t, "it announces for no table before it");
    }
}

/* Tables that are looked up in place of one without a route. */
static void check_fallbacks(struct ir_check *c)
{
    const struct ir *ir = c->ir;
    for (uint32_t t = 0; t < ir->table_count; t++) {
        if (ir->tables[t].has_fallback && !ir_expect(c, is_id(ir->tables[t].fallback, ir->table_count),
                                                     "table", t, "its fallback is no table"))
            return;
    }
    for (uint32_t t = 0; t < ir->table_count; t++) {
        uint32_t steps = 0, at = t;
        while (ir->tables[at].has_fallback && steps++ <= ir->table_count)
            at = ir->tables[at].fallback;
        ir_expect(c, !ir->tables[at].has_fallback, "table", t, "its fallbacks form a cycle");
    }
}

static void check_subnets(struct ir_check *c, uint32_t s)
{
    const struct ir_site *site = &c->ir->sites[s];
    for (uint32_t i = 0; i < site->subnet_count; i++)
        ir_expect(c, is_id(site->subnets[i].table, c->ir->table_count), "site", s,
                  "the table of a subnet is no table");
}

static void check_places(struct ir_check *c)
{
    const struct ir *ir = c->ir;
    for (uint32_t s = 0; s < ir->site_count; s++) {
        ir_expect(c, is_id(ir->sites[s].table, ir->table_count), "site", s, "its table is no table");
        ir_expect(c, is_id_or_none(ir->sites[s].element, ir->element_count), "site", s,
                  "its element is no element");
        check_subnets(c, s);
    }
    for (uint32_t i = 0; i < ir->circuit_count; i++) {
        const struct ir_circuit *circuit = &ir->circuits[i];
        ir_expect(c, is_id(circuit->element, ir->element_count), "circuit", i, "its element is no element");
        for (uint32_t d = 0; d < 2; d++) {
            bool mine =
                is_id(circuit->devices[d], ir->table_count) && ir->tables[circuit->devices[d]].circuit == i;
            ir_expect(c, mine, "circuit", i, "a device is no table of this circuit");
        }
    }
}

static void check_prefixes(struct ir_check *c)
{
    const struct ir *ir = c->ir;
    for (uint32_t p = 0; p < ir->prefix_count; p++) {
        struct prefix prefix = ir->prefixes[p];
        bool known = prefix.address.family == ADDR_IPV4 || prefix.address.family == ADDR_IPV6;
        if (!ir_expect(c, known && prefix.length <= addr_bits(prefix.address.family), "prefix", p,
                       "is no prefix"))
            continue;
        struct prefix masked = prefix_of(prefix.address, prefix.length);
        ir_expect(c, addr_compare(masked.address, prefix.address) == 0, "prefix", p, "has host bits set");
        if (p > 0)
            ir_expect(c, prefix_compare(ir->prefixes[p - 1], prefix) < 0, "prefix", p,
                      "is not above the one before it");
    }
}

static void check_guard(struct ir_check *c, struct ir_guard g, const char *what, uint32_t id)
{
    for (uint32_t i = 0; i < g.count; i++) {
        if (!ir_expect(c, is_id(g.elements[i], c->ir->element_count), what, id, "its guard names no element"))
            return;
        if (i > 0)
            ir_expect(c, g.elements[i - 1] < g.elements[i], what, id,
                      "its guard is not sorted or has doubles");
    }
}

static void check_guard_holds(struct ir_check *c, struct ir_guard g, uint32_t table, const char *what,
                              uint32_t id)
{
    uint32_t element = c->ir->tables[table].element;
    bool found = element == IR_NONE;
    for (uint32_t i = 0; i < g.count && !found; i++)
        found = g.elements[i] == element;
    ir_expect(c, found, what, id, "its guard leaves out the element of its table");
}

static void check_hop(struct ir_check *c, const struct ir_hop *hop, const char *what, uint32_t id)
{
    const struct ir *ir = c->ir;
    ir_expect(c, is_id_or_none(hop->link, ir->element_count), what, id, "its hop crosses no element");
    if (hop->kind == IR_HOP_TABLE)
        ir_expect(c, is_id(hop->target, ir->table_count) && ir->tables[hop->target].kind != IR_ANNOUNCER,
                  what, id, "its hop leads to no table that packets enter");
    else if (hop->kind == IR_HOP_DELIVER)
        ir_expect(c, is_id(hop->target, ir->site_count), what, id, "its hop delivers in no site");
    else if (hop->kind == IR_HOP_VIA)
        ir_expect(c, is_id(hop->target, ir->prefix_count), what, id, "its hop stands for no prefix");
    else if (hop->kind == IR_HOP_BALANCER)
        ir_expect(c, is_id(hop->target, ir->balancer_count), what, id, "its hop leads to no balancer");
    ir_expect(c, hop->source_count == 0 || is_id(hop->source_rule, RULE_COUNT), what, id,
              "its hop stops sources and has no rule for it");
    for (uint32_t i = 0; i < hop->source_count; i++)
        ir_expect(c, ir_find_prefix(ir, hop->sources[i]) != IR_NONE, what, id,
                  "a source of its hop is not among the prefixes");
    bool stops = hop->kind == IR_HOP_DROP || hop->kind == IR_HOP_EXIT;
    ir_expect(c, stops ? is_id(hop->rule, RULE_COUNT) : hop->rule == IR_NONE, what, id,
              "its hop has a rule exactly when it drops");
}

static void check_origins(struct ir_check *c)
{
    const struct ir *ir = c->ir;
    for (uint32_t o = 0; o < ir->origin_count; o++) {
        const struct ir_origin *origin = &ir->origins[o];
        bool table =
            ir_expect(c, is_id(origin->table, ir->table_count), "origin", o, "its table is no table");
        bool prefix =
            ir_expect(c, is_id(origin->prefix, ir->prefix_count), "origin", o, "its prefix is no prefix");
        check_guard(c, origin->guard, "origin", o);
        check_hop(c, &origin->hop, "origin", o);
        if (!table || !prefix)
            continue;
        ir_expect(c, origin->as_path_count == 0 || ir->tables[origin->table].kind == IR_ANNOUNCER, "origin",
                  o, "has an AS path, and is no announcer's");
        check_guard_holds(c, origin->guard, origin->table, "origin", o);
        if (o == 0)
            continue;
        const struct ir_origin *before = &ir->origins[o - 1];
        bool sorted = before->table < origin->table ||
                      (before->table == origin->table && before->prefix <= origin->prefix);
        ir_expect(c, sorted, "origin", o, "is out of order");
    }
}

static bool matches_everything(const struct ir_clause *clause)
{
    return clause->tags_any == 0 && clause->tags_all == 0 && clause->tags_none == 0 &&
           clause->prefix_count == 0 && clause->path_asn_count == 0 && clause->guard.count == 0;
}

static void check_edit(struct ir_check *c, const struct ir_edit *edit, uint32_t session)
{
    bool right = edit->next_hop_edit != IR_NEXT_HOP_SET || is_id(edit->next_hop, c->ir->next_hop_count);
    ir_expect(c, right, "session", session, "an edit sets what is no next hop");
}

static void check_clauses(struct ir_check *c, const struct ir_clause *clauses, uint32_t count,
                          uint32_t session)
{
    ir_expect(c, count > 0 && matches_everything(&clauses[count - 1]), "session", session,
              "a clause list does not end with one that matches everything");
    for (uint32_t i = 0; i < count; i++) {
        const struct ir_clause *clause = &clauses[i];
        ir_expect(c, clause->permit ? clause->rule == IR_NONE : is_id(clause->rule, RULE_COUNT), "session",
                  session, "a clause has a rule exactly when it denies");
        check_guard(c, clause->guard, "session", session);
        if (clause->edit)
            check_edit(c, clause->edit, session);
    }
}

/* A policy, when there is one; and the edit after it. */
static void check_policy(struct ir_check *c, const struct ir_clause *policy, uint32_t count,
                         const struct ir_edit *edit, uint32_t session)
{
    if (count > 0)
        check_clauses(c, policy, count, session);
    check_edit(c, edit, session);
}

static void check_resolved(struct ir_check *c, uint32_t id)
{
    const struct ir_session *s = &c->ir->sessions[id];
    for (uint32_t i = 0; i < s->resolved_count; i++) {
        ir_expect(c, is_id(s->resolved[i].next_hop, c->ir->next_hop_count), "session", id,
                  "resolves what is no next hop");
        ir_expect(c, i == 0 || s->resolved[i - 1].next_hop < s->resolved[i].next_hop, "session", id,
                  "its resolved next hops are not sorted or have doubles");
        check_hop(c, &s->resolved[i].hop, "session", id);
    }
}

static void check_reverse(struct ir_check *c, uint32_t id)
{
    const struct ir_session *session = &c->ir->sessions[id];
    if (session->reverse == IR_NONE)
        return;
    if (!ir_expect(c, is_id(session->reverse, c->ir->session_count), "session", id,
                   "its reverse is no session"))
        return;
    const struct ir_session *other = &c->ir->sessions[session->reverse];
    if (is_id(session->from, c->ir->table_count) && c->ir->tables[session->from].kind == IR_ANNOUNCER) {
        ir_expect(c, other->from == session->to && other->to == ir_speaker(c->ir, session->from), "session",
                  id, "its reverse does not lead back to its speaker");
        return;
    }
    ir_expect(c, other->reverse == id && other->from == session->to && other->to == session->from, "session",
              id, "its reverse is not symmetric");
}

/* Costs, and what rests on the IGP. */
static void check_igp(struct ir_check *c, uint32_t id)
{
    const struct ir_session *s = &c->ir->sessions[id];
    bool igp = s->kind == IR_IGP;
    ir_expect(c, (s->cost > 0) == igp, "session", id, "IGP sessions, and only they, have a cost");
    ir_expect(c, s->cost <= c->ir->metric_max, "session", id, "its cost is above the longest metric");
    ir_expect(c, !s->has_via || !igp, "session", id, "an IGP session rests on the IGP");
    ir_expect(c, s->has_via == (s->hop.kind == IR_HOP_VIA), "session", id,
              "its hop is by a route exactly when it rests on the IGP");
    if (s->has_via)
        ir_expect(c, is_id(s->via, c->ir->prefix_count) && s->via == s->hop.target, "session", id,
                  "it rests on another prefix than its hop");
}

static void check_sessions(struct ir_check *c)
{
    const struct ir *ir = c->ir;
    for (uint32_t s = 0; s < ir->session_count; s++) {
        const struct ir_session *session = &ir->sessions[s];
        bool from = ir_expect(c, is_id(session->from, ir->table_count), "session", s, "comes from no table");
        bool to = ir_expect(c, is_id(session->to, ir->table_count), "session", s, "goes to no table");
        check_guard(c, session->guard, "session", s);
        check_hop(c, &session->hop, "session", s);
        check_clauses(c, session->exports, session->export_count, s);
        check_clauses(c, session->imports, session->import_count, s);
        check_policy(c, session->export_policy, session->export_policy_count, &session->export_edit, s);
        check_policy(c, session->import_policy, session->import_policy_count, &session->import_edit, s);
        check_resolved(c, s);
        check_reverse(c, s);
        check_igp(c, s);
        if (!from || !to)
            continue;
        ir_expect(c, ir->tables[session->to].kind != IR_ANNOUNCER, "session", s, "leads to an announcer");
        ir_expect(c, session->from != session->to, "session", s, "leads from a table to itself");
        check_guard_holds(c, session->guard, session->from, "session", s);
        check_guard_holds(c, session->guard, session->to, "session", s);
    }
}

/* The lengths that prefixes of the design have, by family. */
struct lengths {
    struct bits of[2];
};

static struct bits lengths_of(const struct lengths *l, enum addr_family family)
{
    return l->of[family == ADDR_IPV4 ? 0 : 1];
}

static struct lengths all_lengths(const struct ir_check *c)
{
    struct lengths l = {{bits_new(c->arena, 129), bits_new(c->arena, 129)}};
    for (uint32_t p = 0; p < c->ir->prefix_count; p++)
        bits_add(lengths_of(&l, c->ir->prefixes[p].address.family), c->ir->prefixes[p].length);
    return l;
}

/* Its prefixes are just those that hold the address, longest first. */
static bool class_fits(const struct ir *ir, const struct lengths *lengths, const struct ir_class_info *info,
                       struct addr a)
{
    uint32_t holding = 0;
    struct bits of = lengths_of(lengths, a.family);
    for (uint32_t n = bits_next(of, 0); n != UINT32_MAX; n = bits_next(of, n + 1))
        holding += ir_find_prefix(ir, prefix_of(a, (uint8_t)n)) != IR_NONE ? 1 : 0;
    if (holding != info->prefix_count)
        return false;
    for (uint32_t i = 0; i < info->prefix_count; i++) {
        if (!is_id(info->prefixes[i], ir->prefix_count) || !prefix_holds(ir->prefixes[info->prefixes[i]], a))
            return false;
        if (i > 0 && ir->prefixes[info->prefixes[i - 1]].length <= ir->prefixes[info->prefixes[i]].length)
            return false;
    }
    return true;
}

/* Does `next` begin where `before` ends? The step from the IPv4 to the IPv6 space has no address between. */
static bool adjoins(const struct ir_atom *before, const struct ir_atom *next)
{
    bool overflow = false;
    struct addr expected = addr_next(before->last, &overflow);
    if (!overflow)
        return addr_compare(expected, next->first) == 0;
    return before->last.family == ADDR_IPV4 && next->first.family == ADDR_IPV6 && next->first.high == 0 &&
           next->first.low == 0;
}

static void check_cover(struct ir_check *c)
{
    const struct ir *ir = c->ir;
    if (!ir_expect(c, ir->atom_count > 0, "atom", 0, "there is none"))
        return;
    struct addr first = ir->atoms[0].first, last = ir->atoms[ir->atom_count - 1].last;
    bool overflow = false;
    addr_next(last, &overflow);
    ir_expect(c, first.family == ADDR_IPV4 && first.high == 0 && first.low == 0, "atom", 0,
              "is not at the beginning");
    ir_expect(c, overflow && last.family == ADDR_IPV6, "atom", ir->atom_count - 1, "is not at the end");
    for (uint32_t i = 1; i < ir->atom_count; i++)
        ir_expect(c, adjoins(&ir->atoms[i - 1], &ir->atoms[i]), "atom", i,
                  "does not adjoin the one before it");
}

static void check_classes(struct ir_check *c)
{
    const struct ir *ir = c->ir;
    const struct lengths lengths = all_lengths(c);
    for (uint32_t i = 0; i < ir->class_count; i++)
        ir_expect(c, class_fits(ir, &lengths, &ir->classes[i], ir->classes[i].sample), "class", i,
                  "its prefixes are not those that hold its sample, longest first");
    for (uint32_t i = 0; i < ir->atom_count; i++) {
        const struct ir_atom *atom = &ir->atoms[i];
        if (!ir_expect(c, is_id(atom->class_id, ir->class_count), "atom", i, "its class is no class"))
            continue;
        ir_expect(c, addr_compare(atom->first, atom->last) <= 0, "atom", i, "ends before it begins");
        ir_expect(c, class_fits(ir, &lengths, &ir->classes[atom->class_id], atom->first), "atom", i,
                  "lies in the wrong class");
    }
}

const char *ir_verify(const struct ir *ir, struct arena *arena)
{
    static void (*const checks[])(struct ir_check *) = {
        check_elements, check_tables,   check_fallbacks, check_places,  check_prefixes,
        check_origins,  check_sessions, check_cover,     check_classes, ir_check_packets,
    };
    struct ir_check c = {.ir = ir, .arena = arena};
    for (size_t i = 0; i < sizeof checks / sizeof checks[0] && !c.problem; i++)
        checks[i](&c);
    return c.problem;
}
