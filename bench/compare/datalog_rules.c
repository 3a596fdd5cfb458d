/*
 * The rules of the Datalog engine (datalog.c): relations over 32-bit destination addresses, one for each table that a
 * packet of the claim may come to. Of a table's prefixes only those matter that hold an address some end has.
 */
#include "bench/compare/datalog_rules.h"

#include <string.h>

#include "base/vec.h"

#define HEADER_BITS 32

struct rules {
    struct arena *arena;
    const struct sim_state *state;
    const struct ir *ir;
    Z3_context z3;
    Z3_fixedpoint fixedpoint;
    Z3_sort header;
    Z3_func_decl violation;
    Z3_func_decl *relation[2]; /* by table, NULL: no rules yet */
    Z3_func_decl *delivered;   /* by site: what is delivered there as it should be; NULL: nothing */
    struct bits matters;       /* prefixes that hold an end */
    uint32_t target_count;
    VEC(uint32_t) open[2]; /* tables that have a relation and no rules yet */
};

/* ---- terms ---- */

static Z3_symbol symbol(struct rules *r, const char *kind, uint32_t id)
{
    return Z3_mk_string_symbol(r->z3, arena_printf(r->arena, "%s%u", kind, id));
}

static Z3_func_decl declare(struct rules *r, const char *kind, uint32_t id, uint32_t arity)
{
    Z3_func_decl d = Z3_mk_func_decl(r->z3, symbol(r, kind, id), arity, &r->header, Z3_mk_bool_sort(r->z3));
    Z3_fixedpoint_register_relation(r->z3, r->fixedpoint, d);
    return d;
}

/* Variable `index` of a rule, a header. */
static Z3_ast variable(struct rules *r, uint32_t index)
{
    return Z3_mk_bound(r->z3, index, r->header);
}

static Z3_ast apply(struct rules *r, Z3_func_decl d, Z3_ast header)
{
    return Z3_mk_app(r->z3, d, 1, &header);
}

/* A rule over `variables` headers. */
static void add_rule(struct rules *r, uint32_t variables, Z3_ast head, const Z3_ast *body, uint32_t count)
{
    Z3_sort sorts[2] = {r->header, r->header};
    Z3_symbol names[2] = {symbol(r, "h", 0), symbol(r, "h", 1)};
    Z3_ast rule = count == 0 ? head : Z3_mk_implies(r->z3, Z3_mk_and(r->z3, count, body), head);
    if (variables > 0)
        rule = Z3_mk_forall(r->z3, 0, 0, NULL, variables, sorts, names, rule);
    Z3_fixedpoint_add_rule(r->z3, r->fixedpoint, rule, NULL);
}

typedef VEC(Z3_ast) terms;

/* The header is in the prefix. Nothing to say for the default prefix. */
static Z3_ast is_in(struct rules *r, Z3_ast header, struct prefix p)
{
    if (p.length == 0)
        return Z3_mk_true(r->z3);
    Z3_ast bits = Z3_mk_extract(r->z3, HEADER_BITS - 1, HEADER_BITS - p.length, header);
    Z3_sort sort = Z3_mk_bv_sort(r->z3, p.length);
    return Z3_mk_eq(r->z3, bits,
                    Z3_mk_unsigned_int64(r->z3, p.address.low >> (HEADER_BITS - p.length), sort));
}

/* In prefix `p`, and in none of the `inner` ones that lie inside of it. */
static void add_region(struct rules *r, terms *body, Z3_ast header, uint32_t p, const uint32_t *inner,
                       uint32_t inner_count)
{
    const struct prefix *prefixes = r->ir->prefixes;
    if (prefixes[p].length > 0)
        vec_push(r->arena, body, is_in(r, header, prefixes[p]));
    uint32_t last = IR_NONE; /* they are sorted: what lies inside of another one comes after it */
    for (uint32_t i = 0; i < inner_count; i++) {
        if (inner[i] == p || !prefix_covers(prefixes[p], prefixes[inner[i]]) ||
            (last != IR_NONE && prefix_covers(prefixes[last], prefixes[inner[i]])))
            continue;
        last = inner[i];
        vec_push(r->arena, body, Z3_mk_not(r->z3, is_in(r, header, prefixes[last])));
    }
}

/* The header is in the class: in its longest prefix and in no prefix inside of that. */
static void add_class(struct rules *r, terms *body, Z3_ast header, uint32_t class_id)
{
    uint32_t p = r->ir->classes[class_id].prefixes[0], count = 0;
    const struct ir *ir = r->ir;
    while (p + 1 + count < ir->prefix_count && prefix_covers(ir->prefixes[p], ir->prefixes[p + 1 + count]))
        count++;
    uint32_t *inner = arena_array(r->arena, uint32_t, count);
    for (uint32_t i = 0; i < count; i++)
        inner[i] = p + 1 + i;
    add_region(r, body, header, p, inner, count);
}

/* ---- forwarding ---- */

static Z3_func_decl relation_of(struct rules *r, enum rules_relation which, uint32_t table)
{
    if (!r->relation[which][table]) {
        r->relation[which][table] = declare(r, which == RULES_MAY ? "may" : "good", table, 1);
        vec_push(r->arena, &r->open[which], table);
    }
    return r->relation[which][table];
}

static bool is_up(const struct rules *r, uint32_t element)
{
    return sim_is_up(r->ir, r->state->changed, element);
}

/* What must be so for a packet to be delivered after this hop; NULL: it is not. */
static Z3_ast after_hop(struct rules *r, enum rules_relation which, const struct ir_hop *hop)
{
    if (!is_up(r, hop->link))
        return NULL;
    if (hop->kind == IR_HOP_DELIVER)
        return r->delivered[hop->target] ? apply(r, r->delivered[hop->target], variable(r, 0)) : NULL;
    if (hop->kind == IR_HOP_TABLE && is_up(r, r->ir->tables[hop->target].element))
        return apply(r, relation_of(r, which, hop->target), variable(r, 0));
    return NULL;
}

typedef VEC(const struct ir_hop *) hops;

static void add_hop(struct rules *r, hops *list, uint32_t table, const struct sim_route *route)
{
    const struct ir_hop *hop = sim_hop(r->ir, route);
    if (hop->kind != IR_HOP_VIA) {
        vec_push(r->arena, list, hop);
        return;
    }
    struct sim_rib rib = r->state->prefixes[hop->target]->ribs[table];
    bool any = false;
    for (uint32_t i = 0; i < rib.count; i++) {
        if (!rib.routes[i].selected)
            continue;
        vec_push(r->arena, list, sim_hop(r->ir, &rib.routes[i]));
        any = true;
    }
    if (!any)
        vec_push(r->arena, list, hop); /* it leads nowhere */
}

/* The hops that the table uses for exactly this prefix. */
static hops hops_at(struct rules *r, uint32_t table, uint32_t prefix)
{
    hops list = {0};
    struct sim_rib rib = r->state->prefixes[prefix]->ribs[table];
    for (uint32_t i = 0; i < rib.count; i++) {
        if (rib.routes[i].selected && !sim_set_aside(r->state, table, prefix, &rib.routes[i]))
            add_hop(r, &list, table, &rib.routes[i]);
    }
    return list;
}

/* The rules of one table for headers of which `region` holds. */
static void add_hops(struct rules *r, enum rules_relation which, uint32_t table, const terms *region,
                     const hops *list)
{
    Z3_ast head = apply(r, r->relation[which][table], variable(r, 0));
    terms body = {0};
    for (uint32_t i = 0; i < region->count; i++)
        vec_push(r->arena, &body, region->at[i]);
    for (uint32_t i = 0; i < list->count; i++) {
        Z3_ast after = after_hop(r, which, list->at[i]);
        if (!after && which == RULES_GOOD)
            return;
        if (!after)
            continue;
        vec_push(r->arena, &body, after);
        if (which == RULES_GOOD)
            continue;
        add_rule(r, 1, head, body.at, body.count);
        body.count--;
    }
    if (which == RULES_GOOD)
        add_rule(r, 1, head, body.at, body.count);
}

static void add_fallback(struct rules *r, enum rules_relation which, uint32_t table, const uint32_t *used,
                         uint32_t used_count)
{
    const struct ir_table *t = &r->ir->tables[table];
    if (!t->has_fallback || !is_up(r, t->element))
        return;
    terms body = {0};
    for (uint32_t i = 0; i < used_count; i++)
        vec_push(r->arena, &body, Z3_mk_not(r->z3, is_in(r, variable(r, 0), r->ir->prefixes[used[i]])));
    vec_push(r->arena, &body, apply(r, relation_of(r, which, t->fallback), variable(r, 0)));
    add_rule(r, 1, apply(r, r->relation[which][table], variable(r, 0)), body.at, body.count);
}

static void add_table(struct rules *r, enum rules_relation which, uint32_t table)
{
    VEC(uint32_t) used = {0};
    VEC(hops) lists = {0};
    for (uint32_t p = bits_next(r->matters, 0); p != UINT32_MAX; p = bits_next(r->matters, p + 1)) {
        hops list = hops_at(r, table, p);
        if (list.count == 0)
            continue;
        vec_push(r->arena, &used, p);
        vec_push(r->arena, &lists, list);
    }
    for (uint32_t i = 0; i < used.count; i++) {
        terms region = {0};
        add_region(r, &region, variable(r, 0), used.at[i], used.at, used.count);
        add_hops(r, which, table, &region, &lists.at[i]);
    }
    add_fallback(r, which, table, used.at, used.count);
}

static void add_tables(struct rules *r)
{
    for (uint32_t w = RULES_MAY; w <= RULES_GOOD; w++) {
        for (uint32_t i = 0; i < r->open[w].count && !limit_is_over(); i++)
            add_table(r, w, r->open[w].at[i]);
    }
}

/* ---- ends ---- */

static void add_end(struct rules *r, const struct flow_end *end)
{
    const struct ir_class_info *info = &r->ir->classes[end->class_id];
    for (uint32_t i = 0; i < info->prefix_count; i++)
        bits_add(r->matters, info->prefixes[i]);
    if (!r->delivered[end->site])
        r->delivered[end->site] = declare(r, "delivered", end->site, 1);
    terms body = {0};
    add_class(r, &body, variable(r, 0), end->class_id);
    add_rule(r, 1, apply(r, r->delivered[end->site], variable(r, 0)), body.at, body.count);
}

static void add_ends(struct rules *r, const struct claim_set *set, struct bits known)
{
    for (uint32_t m = 0; m < set->count; m++) {
        for (uint32_t e = 0; e < set->members[m].end_count; e++) {
            const struct flow_end *end = &set->members[m].ends[e];
            if (end->kind != FLOW_SITE || end->sample.family != ADDR_IPV4 || bits_has(known, end->class_id))
                continue;
            bits_add(known, end->class_id);
            add_end(r, end);
        }
    }
}

static void set_up(struct rules *r)
{
    Z3_config config = Z3_mk_config();
    r->z3 = Z3_mk_context(config);
    Z3_del_config(config);
    r->fixedpoint = Z3_mk_fixedpoint(r->z3);
    Z3_fixedpoint_inc_ref(r->z3, r->fixedpoint);
    Z3_params params = Z3_mk_params(r->z3);
    Z3_params_inc_ref(r->z3, params);
    Z3_params_set_symbol(r->z3, params, Z3_mk_string_symbol(r->z3, "engine"),
                         Z3_mk_string_symbol(r->z3, "datalog"));
    Z3_params_set_symbol(r->z3, params, Z3_mk_string_symbol(r->z3, "datalog.default_relation"),
                         Z3_mk_string_symbol(r->z3, "doc"));
    Z3_fixedpoint_set_params(r->z3, r->fixedpoint, params);
    Z3_params_dec_ref(r->z3, params);
    r->header = Z3_mk_bv_sort(r->z3, HEADER_BITS);
    r->violation = Z3_mk_func_decl(r->z3, symbol(r, "violation", 0), 0, NULL, Z3_mk_bool_sort(r->z3));
    Z3_fixedpoint_register_relation(r->z3, r->fixedpoint, r->violation);
}

struct rules *rules_new(struct arena *arena, const struct sim_state *s, const struct claim *c)
{
    struct rules *r = arena_new(arena, struct rules);
    *r = (struct rules){
        .arena = arena, .state = s, .ir = s->ir, .matters = bits_new(arena, s->ir->prefix_count)};
    set_up(r);
    for (uint32_t w = RULES_MAY; w <= RULES_GOOD; w++)
        r->relation[w] = arena_array(arena, Z3_func_decl, r->ir->table_count);
    r->delivered = arena_array(arena, Z3_func_decl, r->ir->site_count);
    struct bits known = bits_new(arena, r->ir->class_count);
    add_ends(r, &c->from, known);
    add_ends(r, &c->to, known);
    return r;
}

void rules_free(struct rules *r)
{
    Z3_fixedpoint_dec_ref(r->z3, r->fixedpoint);
    Z3_del_context(r->z3);
}

/* ---- violations ---- */

/* Does some other member than the one of this name have an end of the class? */
static bool is_elsewhere(const struct claim_set *set, const char *name, uint32_t class_id)
{
    for (uint32_t m = 0; m < set->count; m++) {
        for (uint32_t e = 0; strcmp(set->members[m].name, name) != 0 && e < set->members[m].end_count; e++) {
            if (set->members[m].ends[e].class_id == class_id)
                return true;
        }
    }
    return false;
}

/* The header is an address of `set` that packets from the member may go to: nothing of its own. */
static void add_others(struct rules *r, terms *body, Z3_func_decl targets, const struct claim_member *member,
                       const struct claim_set *set)
{
    vec_push(r->arena, body, apply(r, targets, variable(r, 0)));
    for (uint32_t m = 0; m < set->count; m++) {
        const struct claim_member *same = &set->members[m];
        for (uint32_t e = 0; strcmp(same->name, member->name) == 0 && e < same->end_count; e++) {
            if (same->ends[e].sample.family != ADDR_IPV4 ||
                is_elsewhere(set, member->name, same->ends[e].class_id))
                continue;
            terms own = {0};
            add_class(r, &own, variable(r, 0), same->ends[e].class_id);
            vec_push(r->arena, body, Z3_mk_not(r->z3, Z3_mk_and(r->z3, own.count, own.at)));
        }
    }
}

/* A relation of all addresses that members of the set have. */
static Z3_func_decl targets_of(struct rules *r, const struct claim_set *set)
{
    Z3_func_decl targets = declare(r, "targets", r->target_count++, 1);
    struct bits known = bits_new(r->arena, r->ir->class_count);
    for (uint32_t m = 0; m < set->count; m++) {
        for (uint32_t e = 0; e < set->members[m].end_count; e++) {
            uint32_t class_id = set->members[m].ends[e].class_id;
            if (bits_has(known, class_id) || set->members[m].ends[e].sample.family != ADDR_IPV4)
                continue;
            bits_add(known, class_id);
            terms body = {0};
            add_class(r, &body, variable(r, 0), class_id);
            add_rule(r, 1, apply(r, targets, variable(r, 0)), body.at, body.count);
        }
    }
    return targets;
}

void rules_violate_each(struct rules *r, const struct claim_set *from, const struct claim_set *to,
                        enum rules_relation relation)
{
    Z3_func_decl targets = targets_of(r, to);
    Z3_ast head = Z3_mk_app(r->z3, r->violation, 0, NULL);
    for (uint32_t m = 0; m < from->count; m++) {
        for (uint32_t e = 0; e < from->members[m].end_count && !limit_is_over(); e++) {
            const struct flow_end *end = &from->members[m].ends[e];
            if (end->sample.family != ADDR_IPV4)
                continue; /* with ends of its family it would make flows, and the claim be unsupported */
            Z3_ast reached = apply(r, relation_of(r, relation, flow_start(r->ir, end)), variable(r, 0));
            terms body = {0};
            add_others(r, &body, targets, &from->members[m], to);
            vec_push(r->arena, &body, relation == RULES_GOOD ? Z3_mk_not(r->z3, reached) : reached);
            add_rule(r, 1, head, body.at, body.count);
        }
    }
}

void rules_violate_exchange(struct rules *r, const struct flow_end *a, const struct flow_end *b)
{
    terms body = {0};
    add_class(r, &body, variable(r, 0), b->class_id);
    add_class(r, &body, variable(r, 1), a->class_id);
    vec_push(r->arena, &body, apply(r, relation_of(r, RULES_MAY, flow_start(r->ir, a)), variable(r, 0)));
    vec_push(r->arena, &body, apply(r, relation_of(r, RULES_MAY, flow_start(r->ir, b)), variable(r, 1)));
    add_rule(r, 2, Z3_mk_app(r->z3, r->violation, 0, NULL), body.at, body.count);
}

enum engine_outcome rules_query(struct rules *r)
{
    add_tables(r);
    if (limit_is_over())
        return ENGINE_UNKNOWN;
    limit_context(r->z3);
    Z3_lbool answer = Z3_fixedpoint_query(r->z3, r->fixedpoint, Z3_mk_app(r->z3, r->violation, 0, NULL));
    limit_context(NULL);
    return answer == Z3_L_TRUE ? ENGINE_REFUTED : answer == Z3_L_FALSE ? ENGINE_PROVED : ENGINE_UNKNOWN;
}
