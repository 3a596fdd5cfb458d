/*
 * The search for all stable states of one prefix in one environment.
 *
 * Tables are decided one after another: what a decided table announces is fixed. Before each step everything
 * that an undecided table could still be offered is listed (`survey`): all routes that reach it when decided
 * tables announce what they were given and undecided tables announce anything they could be offered that is
 * no worse than what they have for certain. That is more than can happen, never less. So
 *
 *   - a table with one option left is decided (`settle`);
 *   - when every undecided table has several, one of them is tried with each of its options;
 *   - an option that the survey contradicts is given up.
 *
 * The survey only saves work. What counts is the end: the complete assignment is checked against the rules
 * from scratch (sim_check) before it is a state.
 *
 * Routes that came different ways but look alike are one in a survey. Where that lets routes run in circles
 * for ever (no AS path tells of it), the search begins again and keeps them apart. In dense networks the
 * routes that a table could be offered are too many to list all the same. Then one stable state is looked for
 * as routers do it, each table taking its best route again and again until nothing changes.
 */
#include "base/vec.h"
#include "compiler/simulate_internal.h"

#include <string.h>

#define SURVEY_LIMIT 10000 /* routes in one survey */
#define NODE_LIMIT 20000   /* surveys in one search */

/* A route that a table could be offered. */
struct candidate {
    struct sim_route route;
    bool certain;    /* an origin, or announced by a decided table */
    uint32_t parent; /* the sender's candidate that it comes from; IR_NONE when `certain` */
};

struct candidates {
    struct candidate *at;
    uint32_t count, capacity;
};

/* Which tables are decided, and what they announce (NULL: nothing). */
struct plan {
    bool *decided;
    const struct sim_route **announced;
};

struct search {
    struct arena *out; /* states are made here */
    const struct sim_net *net;
    uint32_t prefix;
    const uint32_t *fixed; /* by table, or NULL */
    uint32_t limit;
    uint32_t nodes;
    bool tracks;    /* surveys keep routes apart that came different ways */
    bool too_large; /* a survey or the search passed its limit */
    VEC(const struct sim_prefix_state *) states;
};

static bool is_over(const struct search *s)
{
    return s->too_large || s->states.count >= s->limit;
}

static void decide(struct arena *a, const struct plan *plan, uint32_t table, const struct sim_route *route)
{
    plan->decided[table] = true;
    plan->announced[table] = route ? sim_copy_route(a, route) : NULL;
}

static struct plan copy_plan(struct arena *a, const struct ir *ir, const struct plan *plan)
{
    struct plan copy = {.decided = arena_array(a, bool, ir->table_count),
                        .announced = arena_array(a, const struct sim_route *, ir->table_count)};
    if (plan) {
        memcpy(copy.decided, plan->decided, sizeof *copy.decided * ir->table_count);
        memcpy(copy.announced, plan->announced, sizeof *copy.announced * ir->table_count);
    }
    return copy;
}

/* ---- the survey: what could every table be offered? ---- */

/* Where a candidate is listed. */
struct place {
    uint32_t table, index;
};

struct survey {
    struct search *search;
    struct arena *arena;
    const struct plan *plan;
    struct candidates *tables;
    uint32_t *certain;       /* by table: so many candidates at the front of its list are certain */
    VEC(struct place) queue; /* candidates in the order they came; those before `done` are spread */
    uint32_t done;
};

static bool is_listed(const struct candidates *list, const struct sim_route *r)
{
    for (uint32_t i = 0; i < list->count; i++) {
        if (sim_same_route(&list->at[i].route, r))
            return true;
    }
    return false;
}

/* Did it pass this table on its way? A table never announces what rests on its own announcement. Known only
 * when the search tracks the way. */
static bool is_circular(const struct survey *v, uint32_t table, const struct candidate *c)
{
    const struct ir *ir = v->search->net->ir;
    while (v->search->tracks && !c->certain) {
        uint32_t from = ir->sessions[c->route.session].from;
        if (from == table)
            return true;
        c = &v->tables[from].at[c->parent];
    }
    return false;
}

static void add_candidate(struct survey *v, uint32_t table, const struct sim_route *r, uint32_t parent)
{
    struct candidates *list = &v->tables[table];
    if (!v->search->tracks && is_listed(list, r))
        return;
    if (v->queue.count == SURVEY_LIMIT) {
        v->search->too_large = true;
        return;
    }
    struct place place = {table, list->count};
    vec_push(v->arena, &v->queue, place);
    struct candidate candidate = {*r, parent == IR_NONE, parent};
    vec_push(v->arena, list, candidate);
}

/* The table announces `r`: list what its neighbours get. `parent` is IR_NONE when it does so for certain. */
static void spread(struct survey *v, uint32_t table, const struct sim_route *r, uint32_t parent)
{
    const struct sim_net *net = v->search->net;
    for (uint32_t i = net->out.first[table]; i < net->out.first[table + 1]; i++) {
        uint32_t session = net->out.ids[i];
        struct sim_route got;
        if (sim_transfer(v->arena, net, session, v->search->prefix, r, &got))
            add_candidate(v, net->ir->sessions[session].to, &got, parent);
    }
}

static void list_certain(struct survey *v)
{
    const struct ir *ir = v->search->net->ir;
    uint32_t prefix = v->search->prefix;
    for (uint32_t t = 0; t < ir->table_count; t++) {
        for (uint32_t o = ir_first_origin(ir, t, prefix);
             o < ir->origin_count && ir->origins[o].table == t && ir->origins[o].prefix == prefix; o++) {
            struct sim_route route = sim_origin_route(ir, o);
            if (sim_origin_is_live(v->search->net, &ir->origins[o]))
                add_candidate(v, t, &route, IR_NONE);
        }
        if (v->plan->announced[t])
            spread(v, t, v->plan->announced[t], IR_NONE);
    }
}

/* Is one of the table's certain candidates sure to keep `r` from being selected? */
static bool is_excluded(const struct survey *v, uint32_t table, const struct sim_route *r, bool before_harm)
{
    for (uint32_t i = 0; i < v->certain[table]; i++) {
        if (sim_excludes(v->search->net->ir, table, &v->tables[table].at[i].route, r, before_harm))
            return true;
    }
    return false;
}

static bool is_fixed(const struct search *s, uint32_t table)
{
    return s->fixed && s->fixed[table] != SIM_FREE;
}

/* Could the table announce this candidate? */
static bool is_announceable(const struct survey *v, uint32_t table, const struct candidate *c)
{
    if (is_fixed(v->search, table) && v->search->fixed[table] != c->route.session)
        return false;
    return !is_excluded(v, table, &c->route, false) && !is_circular(v, table, c);
}

static struct survey survey_new(struct search *s, struct arena *a, const struct plan *plan)
{
    uint32_t tables = s->net->ir->table_count;
    struct survey v = {.search = s, .arena = a, .plan = plan};
    v.tables = arena_array(a, struct candidates, tables);
    v.certain = arena_array(a, uint32_t, tables);
    list_certain(&v);
    for (uint32_t t = 0; t < tables; t++)
        v.certain[t] = v.tables[t].count;
    for (; v.done < v.queue.count && !s->too_large; v.done++) {
        uint32_t t = v.queue.at[v.done].table, index = v.queue.at[v.done].index;
        struct candidate c = v.tables[t].at[index]; /* the list may move */
        if (!plan->decided[t] && is_announceable(&v, t, &c))
            spread(&v, t, &c.route, index);
    }
    return v;
}

/* Does the survey leave room for what was decided? */
static bool is_consistent(const struct survey *v)
{
    for (uint32_t t = 0; t < v->search->net->ir->table_count; t++) {
        const struct sim_route *announced = v->plan->announced[t];
        if (!v->plan->decided[t])
            continue;
        if (!announced && v->certain[t] > 0)
            return false;
        if (announced && (!is_listed(&v->tables[t], announced) || is_excluded(v, t, announced, false)))
            return false;
    }
    return true;
}

/* ---- options of an undecided table ---- */

struct options {
    const struct sim_route **at;
    uint32_t count;
    bool none; /* it may also announce nothing */
};

/* Are the certain candidates of the table better than all that is still open? Then what it selects is known. */
static bool is_selection_known(const struct survey *v, uint32_t table)
{
    for (uint32_t i = v->certain[table]; i < v->tables[table].count; i++) {
        if (!is_excluded(v, table, &v->tables[table].at[i].route, true))
            return false;
    }
    return true;
}

/* The certain candidates of the table, the best of them selected. */
static struct sim_rib certain_rib(const struct survey *v, uint32_t table)
{
    struct sim_rib rib = {.count = v->certain[table]};
    rib.routes = arena_array(v->arena, struct sim_route, rib.count);
    for (uint32_t i = 0; i < rib.count; i++)
        rib.routes[i] = v->tables[table].at[i].route;
    sim_select_best(v->search->net->ir, table, &rib);
    return rib;
}

/* Is the route among the options, or if `alike` one that no neighbour can tell from it? */
static bool is_option(const struct survey *v, uint32_t table, const struct options *o,
                      const struct sim_route *r, bool alike)
{
    for (uint32_t i = 0; i < o->count; i++) {
        if (sim_same_route(o->at[i], r))
            return true;
        if (alike && sim_announces_alike(v->search->net, table, v->search->prefix, o->at[i], r))
            return true;
    }
    return false;
}

/* What the table may announce when its selection is still open: anything announceable. */
static void list_open(const struct survey *v, uint32_t table, struct options *o)
{
    const struct candidates *list = &v->tables[table];
    for (uint32_t i = 0; i < list->count; i++) {
        if (is_announceable(v, table, &list->at[i]) && !is_option(v, table, o, &list->at[i].route, false))
            o->at[o->count++] = &list->at[i].route;
    }
}

/* Once the selection is known, it is that; and routes that are announced alike are one option. */
static void list_known(const struct survey *v, uint32_t table, struct options *o)
{
    struct sim_rib rib = certain_rib(v, table);
    for (uint32_t i = 0; i < rib.count; i++) {
        const struct candidate *c = &v->tables[table].at[i];
        if (rib.routes[i].selected && is_announceable(v, table, c) &&
            !is_option(v, table, o, &c->route, true))
            o->at[o->count++] = &c->route;
    }
}

static struct options options_of(const struct survey *v, uint32_t table)
{
    struct options o = {.at = arena_array(v->arena, const struct sim_route *, v->tables[table].count)};
    if (is_selection_known(v, table))
        list_known(v, table, &o);
    else
        list_open(v, table, &o);
    o.none = v->certain[table] == 0 && !is_fixed(v->search, table); /* a wish is for something */
    return o;
}

static uint32_t option_count(const struct options *o)
{
    return o->count + (o->none ? 1 : 0);
}

enum settled { SETTLED_SOME, SETTLED_NONE, SETTLED_NEVER };

/* The order in which tables are tried: those first that announce something for certain, since on these rests what others
 * could announce at all; then those with fewest options. */
static uint64_t trial_order(const struct options *o)
{
    return ((uint64_t)o->none << 32) + option_count(o);
}

/* Decide the tables with one option. When there are none, *branch is the undecided table to be tried next, or IR_NONE. */
static enum settled settle(struct arena *a, const struct survey *v, const struct plan *plan, uint32_t *branch)
{
    enum settled result = SETTLED_NONE;
    uint64_t first = UINT64_MAX;
    *branch = IR_NONE;
    for (uint32_t t = 0; t < v->search->net->ir->table_count; t++) {
        if (plan->decided[t])
            continue;
        struct options o = options_of(v, t);
        uint32_t count = option_count(&o);
        if (count == 0)
            return SETTLED_NEVER;
        if (count == 1) {
            decide(a, plan, t, o.none ? NULL : o.at[0]);
            result = SETTLED_SOME;
        } else if (trial_order(&o) < first) {
            first = trial_order(&o);
            *branch = t;
        }
    }
    return result;
}

/* ---- the search ---- */

/* Do the two states announce the same to all neighbours? (Then their candidates are the same as well.) */
static bool is_same_state(const struct search *s, const struct sim_rib *a, const struct sim_rib *b)
{
    for (uint32_t t = 0; t < s->net->ir->table_count; t++) {
        const struct sim_route *of_a = NULL, *of_b = NULL;
        if (a[t].count != b[t].count)
            return false;
        for (uint32_t i = 0; i < a[t].count; i++) {
            of_a = a[t].routes[i].announced ? &a[t].routes[i] : of_a;
            of_b = b[t].routes[i].announced ? &b[t].routes[i] : of_b;
        }
        if (of_a && !sim_same_route(of_a, of_b) && !sim_announces_alike(s->net, t, s->prefix, of_a, of_b))
            return false;
    }
    return true;
}

/* Every table is decided: keep the assignment when it is stable and new. */
static void keep_stable(struct search *s, const struct plan *plan)
{
    struct arena *scratch = arena_create();
    struct sim_rib *ribs = sim_check(scratch, s->net, s->prefix, plan->announced);
    bool is_new = ribs != NULL;
    for (uint32_t i = 0; i < s->states.count && is_new; i++)
        is_new = !is_same_state(s, s->states.at[i]->ribs, ribs);
    if (is_new)
        vec_push(s->out, &s->states, sim_copy_state(s->out, s->net->ir, ribs));
    arena_destroy(scratch);
}

static void explore(struct search *s, const struct plan *before);

/* Try the table with each of its options in turn. */
static void explore_options(struct search *s, const struct plan *plan, const struct survey *v, uint32_t table)
{
    struct options o = options_of(v, table);
    for (uint32_t i = 0; i < option_count(&o) && !is_over(s); i++) {
        struct plan next = copy_plan(v->arena, s->net->ir, plan);
        decide(v->arena, &next, table, i < o.count ? o.at[i] : NULL);
        explore(s, &next);
    }
}

/* Find all stable states that agree with the plan. */
static void explore(struct search *s, const struct plan *before)
{
    struct arena *mine = arena_create();
    struct plan plan = copy_plan(mine, s->net->ir, before);
    for (enum settled settled = SETTLED_SOME; settled == SETTLED_SOME && !s->too_large;) {
        struct arena *scratch = arena_create();
        struct survey v = survey_new(s, scratch, &plan);
        uint32_t branch = IR_NONE;
        s->too_large = s->too_large || ++s->nodes > NODE_LIMIT;
        settled = !s->too_large && is_consistent(&v) ? settle(mine, &v, &plan, &branch) : SETTLED_NEVER;
        if (settled == SETTLED_NONE && branch != IR_NONE)
            explore_options(s, &plan, &v, branch);
        else if (settled == SETTLED_NONE)
            keep_stable(s, &plan);
        arena_destroy(scratch);
    }
    arena_destroy(mine);
}

/* ---- as routers do it ---- */

/* The route to announce: over the session that is wanted, as soon as there is one; without a wish one of the
 * best, and the one before as long as it is good. */
static const struct sim_route *respond(const struct search *s, uint32_t table, const struct sim_rib *rib,
                                       const struct sim_route *before)
{
    const struct sim_route *response = NULL;
    for (uint32_t i = 0; i < rib->count; i++) {
        const struct sim_route *r = &rib->routes[i];
        if (is_fixed(s, table) ? r->session != s->fixed[table] : !r->selected)
            continue;
        if (before && sim_same_route(r, before))
            return before;
        if (!response || (r->selected && !response->selected))
            response = r;
    }
    return response;
}

/* Does every table with a wish announce something? */
static bool follows_fixed(const struct search *s, const struct sim_route *const *announced)
{
    for (uint32_t t = 0; t < s->net->ir->table_count; t++) {
        if (is_fixed(s, t) && !announced[t])
            return false;
    }
    return true;
}

/* One table looks again at its candidates. Returns true when it now announces something else. */
static bool reconsider(const struct search *s, struct arena *a, uint32_t table,
                       const struct sim_route **announced)
{
    struct sim_rib rib = sim_candidates(a, s->net, s->prefix, table, announced);
    const struct sim_route *before = announced[table];
    announced[table] = respond(s, table, &rib, before);
    return announced[table] != before;
}

/* Every table takes its best route again and again, until nothing changes or it has gone on for too long. */
static void iterate(struct search *s)
{
    const struct ir *ir = s->net->ir;
    struct arena *a = arena_create();
    struct plan plan = copy_plan(a, ir, NULL);
    struct bits waiting = bits_new(a, ir->table_count);
    for (uint32_t t = 0; t < ir->table_count; t++)
        bits_add(waiting, t);
    uint64_t work = 100 + 100 * (uint64_t)ir->table_count;
    uint32_t t = bits_next(waiting, 0);
    for (; t != UINT32_MAX && work > 0; work--) {
        bits_remove(waiting, t);
        if (reconsider(s, a, t, plan.announced)) {
            for (uint32_t i = s->net->out.first[t]; i < s->net->out.first[t + 1]; i++)
                bits_add(waiting, ir->sessions[s->net->out.ids[i]].to);
        }
        t = bits_next(waiting, t + 1);
        t = t != UINT32_MAX ? t : bits_next(waiting, 0);
    }
    if (t == UINT32_MAX && follows_fixed(s, plan.announced))
        keep_stable(s, &plan);
    arena_destroy(a);
}

struct sim_states sim_search(struct arena *a, const struct sim_net *net, uint32_t prefix,
                             const uint32_t *fixed, uint32_t limit)
{
    struct search s = {.out = a, .net = net, .prefix = prefix, .fixed = fixed, .limit = limit};
    if (!is_over(&s))
        explore(&s, NULL);
    if (s.too_large) {
        s.tracks = true;
        s.too_large = false;
        s.nodes = 0;
        explore(&s, NULL);
    }
    bool complete = !is_over(&s);
    if (s.too_large && s.states.count == 0)
        iterate(&s);
    return (struct sim_states){.at = s.states.at, .count = s.states.count, .complete = complete};
}
