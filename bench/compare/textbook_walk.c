/*
 * Packets of the textbook encoding: for each table that packets to one end may come to, which hops are in use, and
 * Booleans that say where this leads (Minesweeper's canReach). Set aside, longest prefix, and hops as at the head of
 * compiler/ir.h.
 *
 * What is asked stands on the side of a violation, so implications are enough. "Some branch is lost" may rest on itself
 * in a circle: that is a packet that goes round for ever. "Some branch is delivered" may not: where packets could go
 * round, each table has a distance to the end that grows with every hop back.
 */
#include "bench/compare/textbook.h"

struct edge {
    Z3_ast used;
    Z3_ast crossed; /* the link and what it leads to are up */
    bool delivered;
    uint32_t table; /* it goes on there, or IR_NONE */
    uint32_t link;
    uint32_t prefix; /* of the route that was heard from `table`, IR_NONE: it came another way */
};

struct place {
    VEC(struct edge) edges;
    Z3_ast used; /* some edge is */
};

#define PLACES_MAX 8 /* claims with more `via` are not supported */

/* A Boolean for each table, made when it is first asked for. */
struct answers {
    Z3_ast *at;
    Z3_ast *hops; /* for LONGER: how many */
    VEC(uint32_t) open;
};

struct tb_walk {
    struct tb *q;
    const struct flow_end *to;
    struct place *places; /* by table */
    struct answers lost, delivered, meets, longer, avoids[PLACES_MAX];
    Z3_ast *distance;              /* by table, NULL where packets cannot go round */
    uint32_t *visits, visit_count; /* tables that packets may come to or start at */
    bool *visited, *entered;       /* by table; entered: from another one */
};

/* ---- forwarding ---- */

static bool covers(const struct ir *ir, uint32_t outer, uint32_t inner)
{
    return prefix_covers(ir->prefixes[outer], ir->prefixes[inner]);
}

/* Has the table a live origin that protects (or overrides) this prefix? */
static Z3_ast has_covering(struct tb *q, uint32_t table, uint32_t prefix, bool overrides)
{
    const struct ir *ir = q->ir;
    Z3_ast has = q->no;
    for (uint32_t o = ir_first_origin(ir, table, 0); o < ir->origin_count && ir->origins[o].table == table;
         o++) {
        const struct ir_origin *origin = &ir->origins[o];
        if ((overrides ? origin->overrides : origin->protects) && covers(ir, origin->prefix, prefix))
            has = tb_or(q, has, tb_guard(q, origin->guard));
    }
    return has;
}

/* Has the table a default route that the reserved ones yield to (F11)? */
static Z3_ast has_default(struct tb *q, uint32_t table, uint32_t prefix)
{
    const struct ir *ir = q->ir;
    uint32_t p = ir_find_prefix(ir, (struct prefix){{0, 0, ir->prefixes[prefix].address.family}, 0});
    if (p == IR_NONE)
        return q->no;
    const struct tb_rib *rib = &tb_routing(q, p)->ribs[table];
    Z3_ast has = q->no;
    for (uint32_t i = 0; i < rib->count; i++) {
        const struct tb_candidate *c = &rib->at[i];
        if (c->session != IR_NONE ? !ir->sessions[c->session].control_only
                                  : ir->origins[c->origin].source == IR_SRC_USER)
            has = tb_or(q, has, c->selected);
    }
    return has;
}

static Z3_ast set_aside(struct tb *q, uint32_t table, uint32_t prefix, const struct tb_candidate *c)
{
    const struct ir *ir = q->ir;
    const struct ir_session *s = c->session == IR_NONE ? NULL : &ir->sessions[c->session];
    const struct ir_origin *o = s ? NULL : &ir->origins[c->origin];
    if (s ? s->control_only : o->control_only)
        return q->yes;
    Z3_ast aside = q->no;
    if (s && !s->unshielded)
        aside = tb_or(q, aside, has_covering(q, table, prefix, false));
    if (!o || !o->overrides)
        aside = tb_or(q, aside, has_covering(q, table, prefix, true));
    if (o && o->yields_to_default)
        aside = tb_or(q, aside, has_default(q, table, prefix));
    return aside;
}

static bool is_end(const struct tb_walk *w, uint32_t site, uint32_t router)
{
    if (w->to->kind == FLOW_SITE)
        return site == w->to->site;
    return w->to->kind == FLOW_ROUTER && router == w->to->table;
}

static void visit(struct tb_walk *w, uint32_t table)
{
    if (w->visited[table])
        return;
    w->visited[table] = true;
    w->visits[w->visit_count++] = table;
}

static void add_edge(struct tb_walk *w, uint32_t table, struct edge edge)
{
    vec_push(w->q->arena, &w->places[table].edges, edge);
    if (edge.table == IR_NONE)
        return;
    w->entered[edge.table] = true;
    visit(w, edge.table);
}

static void add_hop(struct tb_walk *w, uint32_t table, uint32_t prefix, Z3_ast used, const struct ir_hop *hop)
{
    struct tb *q = w->q;
    const struct ir *ir = q->ir;
    uint32_t d = w->to->class_id;
    struct edge edge = {used, tb_up(q, hop->link), false, IR_NONE, hop->link, prefix};
    if (hop->kind == IR_HOP_TABLE) {
        edge.crossed = tb_and(q, edge.crossed, tb_up(q, ir->tables[hop->target].element));
        if (ir_is_router_address(ir, hop->target, d))
            edge.delivered = is_end(w, ir->tables[hop->target].site, hop->target);
        else
            edge.table = hop->target;
    } else if (hop->kind == IR_HOP_DELIVER) {
        uint32_t router = ir_router_at(ir, hop->target, d);
        edge.delivered = is_end(w, hop->target, router);
        if (router != IR_NONE)
            edge.crossed = tb_and(q, edge.crossed, tb_up(q, ir->tables[router].element));
    }
    add_edge(w, table, edge);
}

/* The hops that a route stands for. */
static void add_route(struct tb_walk *w, uint32_t table, uint32_t prefix, Z3_ast used,
                      const struct tb_candidate *c)
{
    struct tb *q = w->q;
    const struct ir_hop *hop =
        c->session == IR_NONE ? &q->ir->origins[c->origin].hop : &q->ir->sessions[c->session].hop;
    if (hop->kind != IR_HOP_VIA) {
        bool straight = c->session != IR_NONE && hop->target == q->ir->sessions[c->session].from;
        add_hop(w, table, straight ? prefix : IR_NONE, used, hop);
        return;
    }
    const struct tb_rib *way = &tb_routing(q, hop->target)->ribs[table];
    for (uint32_t i = 0; i < way->count; i++) {
        const struct tb_candidate *step = &way->at[i];
        add_hop(w, table, IR_NONE, tb_and(q, used, step->selected),
                step->session == IR_NONE ? &q->ir->origins[step->origin].hop
                                         : &q->ir->sessions[step->session].hop);
    }
    struct edge nowhere = {
        tb_and(q, used, tb_not(q, way->best.valid)), q->yes, false, IR_NONE, IR_NONE, IR_NONE};
    add_edge(w, table, nowhere);
}

/* All edges of a table: the longest prefix that has a route which is not set aside. */
static void write_place(struct tb_walk *w, uint32_t table)
{
    struct tb *q = w->q;
    const struct ir_table *t = &q->ir->tables[table];
    const struct ir_class_info *info = &q->ir->classes[w->to->class_id];
    Z3_ast longer = q->no; /* some longer prefix is used */
    for (uint32_t i = 0; i < info->prefix_count && longer != q->yes; i++) {
        const struct tb_rib *rib = &tb_routing(q, info->prefixes[i])->ribs[table];
        Z3_ast here = q->no;
        for (uint32_t k = 0; k < rib->count; k++) {
            const struct tb_candidate *c = &rib->at[k];
            Z3_ast used = tb_and(q, c->selected, tb_not(q, set_aside(q, table, info->prefixes[i], c)));
            here = tb_or(q, here, used);
            used = tb_and(q, used, tb_not(q, longer));
            if (used != q->no)
                add_route(w, table, info->prefixes[i], used, c);
        }
        longer = tb_or(q, longer, here);
    }
    w->places[table].used = longer;
    if (!t->has_fallback)
        return;
    Z3_ast falls = tb_and(q, tb_up(q, t->element), tb_not(q, longer));
    add_edge(w, table, (struct edge){falls, q->yes, false, t->fallback, IR_NONE, IR_NONE});
    w->places[table].used = tb_or(q, longer, falls);
}

/* May packets that follow this edge come back? Not when all tables that packets come to go on by the same prefix, and
 * each session makes its routes worse. */
static bool may_go_round(const struct tb_walk *w)
{
    uint32_t prefix = IR_NONE;
    for (uint32_t i = 0; i < w->visit_count; i++) {
        const struct place *p = &w->places[w->visits[i]];
        for (uint32_t k = 0; k < p->edges.count; k++) {
            const struct edge *e = &p->edges.at[k];
            if (e->table == IR_NONE || !w->entered[w->visits[i]])
                continue;
            if (e->prefix == IR_NONE || (prefix != IR_NONE && prefix != e->prefix) ||
                !w->q->routing[e->prefix]->slice.monotone)
                return true;
            prefix = e->prefix;
        }
    }
    return false;
}

static struct answers answers_new(struct tb *q)
{
    return (struct answers){.at = arena_array(q->arena, Z3_ast, q->ir->table_count)};
}

struct tb_walk *tb_walk_new(struct tb *q, const struct flow_end *to)
{
    struct tb_walk *w = arena_new(q->arena, struct tb_walk);
    uint32_t tables = q->ir->table_count;
    *w = (struct tb_walk){.q = q,
                          .to = to,
                          .places = arena_array(q->arena, struct place, tables),
                          .lost = answers_new(q),
                          .delivered = answers_new(q),
                          .meets = answers_new(q),
                          .longer = answers_new(q),
                          .visits = arena_array(q->arena, uint32_t, tables),
                          .visited = arena_array(q->arena, bool, tables),
                          .entered = arena_array(q->arena, bool, tables)};
    for (uint32_t t = 0; t < tables; t++)
        w->places[t].used = q->no;
    w->longer.hops = arena_array(q->arena, Z3_ast, tables);
    for (uint32_t i = 0; i < PLACES_MAX; i++)
        w->avoids[i] = answers_new(q);
    return w;
}

void tb_walk_from(struct tb_walk *w, const uint32_t *starts, uint32_t count)
{
    struct tb *q = w->q;
    for (uint32_t i = 0; i < count; i++)
        visit(w, starts[i]);
    for (uint32_t i = 0; i < w->visit_count && !limit_is_over(); i++)
        write_place(w, w->visits[i]);
    if (!may_go_round(w))
        return;
    w->distance = arena_array(q->arena, Z3_ast, q->ir->table_count);
    for (uint32_t t = 0; t < q->ir->table_count; t++)
        w->distance[t] = w->visited[t] ? tb_bits(q, tb_width(q->ir->table_count)) : NULL;
}

/* ---- questions ---- */

static Z3_ast ask(struct tb_walk *w, struct answers *a, uint32_t table)
{
    if (!a->at[table]) {
        a->at[table] = tb_bool(w->q);
        if (a->hops)
            a->hops[table] = tb_bits(w->q, tb_width(w->q->ir->table_count + 2));
        vec_push(w->q->arena, &a->open, table);
    }
    return a->at[table];
}

/* The edge is taken, and leads on to a table that is nearer to the end. */
static Z3_ast closer(struct tb_walk *w, uint32_t table, const struct edge *e)
{
    Z3_ast taken = tb_and(w->q, e->used, e->crossed);
    if (e->table == IR_NONE || !w->distance)
        return taken;
    return tb_and(w->q, taken, Z3_mk_bvult(w->q->z3, w->distance[e->table], w->distance[table]));
}

static bool is_at(const struct claim_places *places, const struct ir *ir, const struct edge *e)
{
    for (uint32_t i = 0; i < places->count; i++) {
        const struct claim_place *p = &places->at[i];
        if (e->link != IR_NONE && ids_hold(p->links, p->link_count, e->link))
            return true;
        if (e->table != IR_NONE && ir->tables[e->table].is_node &&
            ids_hold(p->tables, p->table_count, e->table))
            return true;
    }
    return false;
}

Z3_ast tb_lost(struct tb_walk *w, uint32_t start)
{
    struct tb *q = w->q;
    Z3_ast answer = ask(w, &w->lost, start);
    for (uint32_t i = 0; i < w->lost.open.count; i++) {
        uint32_t table = w->lost.open.at[i];
        const struct place *p = &w->places[table];
        Z3_ast why = tb_not(q, p->used);
        for (uint32_t k = 0; k < p->edges.count; k++) {
            const struct edge *e = &p->edges.at[k];
            Z3_ast ends = e->delivered ? q->no : e->table == IR_NONE ? q->yes : ask(w, &w->lost, e->table);
            why = tb_or(q, why, tb_and(q, e->used, tb_or(q, tb_not(q, e->crossed), ends)));
        }
        tb_assert(q, tb_implies(q, w->lost.at[table], why));
    }
    w->lost.open.count = 0;
    return answer;
}

/* Some delivered branch, over edges that pass none of `places` (NULL: whatever they pass). */
static Z3_ast delivered(struct tb_walk *w, struct answers *a, uint32_t start,
                        const struct claim_places *places)
{
    struct tb *q = w->q;
    Z3_ast answer = ask(w, a, start);
    for (uint32_t i = 0; i < a->open.count; i++) {
        uint32_t table = a->open.at[i];
        const struct place *p = &w->places[table];
        Z3_ast why = q->no;
        for (uint32_t k = 0; k < p->edges.count; k++) {
            const struct edge *e = &p->edges.at[k];
            if ((places && is_at(places, q->ir, e)) || (!e->delivered && e->table == IR_NONE))
                continue;
            Z3_ast on = e->delivered ? q->yes : ask(w, a, e->table);
            why = tb_or(q, why, tb_and(q, closer(w, table, e), on));
        }
        tb_assert(q, tb_implies(q, a->at[table], why));
    }
    a->open.count = 0;
    return answer;
}

Z3_ast tb_delivered(struct tb_walk *w, uint32_t start)
{
    return delivered(w, &w->delivered, start, NULL);
}

Z3_ast tb_avoids(struct tb_walk *w, uint32_t start, const struct claim_places *places, uint32_t number)
{
    if (number >= PLACES_MAX) {
        w->q->unsupported = "so many places";
        return w->q->no;
    }
    return delivered(w, &w->avoids[number], start, places);
}

Z3_ast tb_meets(struct tb_walk *w, uint32_t start, const struct claim_places *places)
{
    struct tb *q = w->q;
    struct answers *a = &w->meets;
    Z3_ast answer = ask(w, a, start);
    for (uint32_t i = 0; i < a->open.count; i++) {
        uint32_t table = a->open.at[i];
        const struct place *p = &w->places[table];
        Z3_ast why = q->no;
        for (uint32_t k = 0; k < p->edges.count; k++) {
            const struct edge *e = &p->edges.at[k];
            Z3_ast on = is_at(places, q->ir, e) ? q->yes : e->table == IR_NONE ? q->no : ask(w, a, e->table);
            why = tb_or(q, why, tb_and(q, closer(w, table, e), on));
        }
        tb_assert(q, tb_implies(q, a->at[table], why));
    }
    a->open.count = 0;
    return answer;
}

/* A branch with so many hops from a table: one more than from the next, or none more where that is no node. */
Z3_ast tb_longer(struct tb_walk *w, uint32_t start, uint32_t hops)
{
    struct tb *q = w->q;
    struct answers *a = &w->longer;
    uint32_t bits = tb_width(q->ir->table_count + 2);
    Z3_ast answer = ask(w, a, start);
    for (uint32_t i = 0; i < a->open.count; i++) {
        uint32_t table = a->open.at[i];
        const struct place *p = &w->places[table];
        Z3_ast why = q->no;
        for (uint32_t k = 0; k < p->edges.count; k++) {
            const struct edge *e = &p->edges.at[k];
            Z3_ast on = q->no, count = tb_value(q, 1, bits);
            if (e->delivered) {
                on = tb_equal(q, a->hops[table], count);
            } else if (e->table != IR_NONE) {
                on = ask(w, a, e->table);
                count = q->ir->tables[e->table].is_node ? Z3_mk_bvadd(q->z3, a->hops[e->table], count)
                                                        : a->hops[e->table];
                on = tb_and(q, on, tb_equal(q, a->hops[table], count));
            }
            why = tb_or(q, why, tb_and(q, closer(w, table, e), on));
        }
        tb_assert(q, tb_implies(q, a->at[table], why));
    }
    a->open.count = 0;
    if (hops > q->ir->table_count)
        return q->no;
    return tb_and(q, answer, Z3_mk_bvugt(q->z3, a->hops[start], tb_value(q, hops, bits)));
}
