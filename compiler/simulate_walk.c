/*
 * The search for branches: where packets can end up, and which way they may go.
 *
 * A branch never comes to the same position twice: coming back ends it. The searches run breadth first over pairs of a position and the memory of a
 * watch, so the first branch found is a shortest one, and nothing grows with the number of branches. Such a
 * search may come back to a position with another memory; only then is the branch searched again, depth first,
 * without passing a position twice.
 */
#include "compiler/simulate_packet.h"

#include <string.h>

#include "base/guard.h"

#define SIMPLE_SEARCH_LIMIT 200000 /* steps of the search without repeated positions */
#define ITEMS_PER_STEP 3

/* ---- what a watch sees ---- */

static struct sim_item end_item(const struct flow_end *end)
{
    return (struct sim_item){.is_end = true,
                             .is_site = end->kind == FLOW_SITE || end->kind == FLOW_NOWHERE,
                             .table = end->table,
                             .site = end->site,
                             .element = IR_NONE,
                             .appliance = end->kind == FLOW_APPLIANCE ? end->owner : IR_NONE,
                             .instance = IR_NONE,
                             .balancer = end->kind == FLOW_BALANCER ? end->owner : IR_NONE};
}

static void end_in_site(const struct ir *ir, struct sim_item *item, uint32_t site)
{
    item->is_site = true;
    item->site = site;
    item->table = ir->sites[site].table;
    item->appliance = item->balancer = IR_NONE;
}

static void end_at_appliance(const struct ir *ir, struct sim_item *item, uint32_t appliance)
{
    item->is_site = false;
    item->site = ir->appliances[appliance].site;
    item->table = ir->appliances[appliance].table;
    item->appliance = appliance;
    item->balancer = IR_NONE;
}

static void end_at_router(const struct ir *ir, struct sim_item *item, uint32_t table)
{
    item->is_site = false;
    item->site = ir->tables[table].site;
    item->table = table;
    item->appliance = item->balancer = IR_NONE;
}

/* A reply starts where the request was delivered: behind an end that translates it is elsewhere. */
static struct sim_item source_item(const struct ir *ir, const struct sim_trip *trip)
{
    struct sim_item item = end_item(trip->from);
    item.is_source = true;
    if (trip->reply && trip->start && trip->start->at.where == SIM_IN_TABLE &&
        ir->tables[trip->start->at.id].kind == IR_ROUTER)
        end_at_router(ir, &item, trip->start->at.id);
    struct sim_who start = trip->reply && trip->start ? trip->start->at.actor : (struct sim_who){0};
    if (trip->reply && start.kind == SIM_SITE && trip->from->kind != FLOW_SITE)
        end_in_site(ir, &item, start.id);
    else if (trip->reply && start.kind == SIM_APPLIANCE)
        end_at_appliance(ir, &item, start.id);
    return item;
}

static struct sim_item destination_item(const struct ir *ir, const struct sim_trip *trip,
                                        const struct sim_move *move)
{
    struct sim_item item = end_item(trip->to);
    if (move->outcome == SIM_IN_A_SITE)
        end_in_site(ir, &item, move->place);
    else if (move->outcome == SIM_AT_APPLIANCE)
        end_at_appliance(ir, &item, move->place);
    else if (move->outcome == SIM_AT_ROUTER)
        end_at_router(ir, &item, move->place);
    return item;
}

static struct sim_item node_item(const struct ir *ir, uint32_t table)
{
    return (struct sim_item){.table = table,
                             .site = ir->tables[table].site,
                             .element = IR_NONE,
                             .appliance = IR_NONE,
                             .instance = IR_NONE,
                             .balancer = IR_NONE};
}

static struct sim_item appliance_item(const struct ir *ir, uint32_t appliance, uint32_t instance)
{
    struct sim_item item = node_item(ir, ir->appliances[appliance].table);
    item.site = ir->appliances[appliance].site;
    item.appliance = appliance;
    item.instance = instance;
    return item;
}

/* A link or a load balancer. */
static struct sim_item other_item(uint32_t element, uint32_t balancer)
{
    return (struct sim_item){.is_link = element != IR_NONE,
                             .table = IR_NONE,
                             .site = IR_NONE,
                             .element = element,
                             .appliance = IR_NONE,
                             .instance = IR_NONE,
                             .balancer = balancer};
}

/* Does the position that a move leads to show as a node: a table that is one and was not entered already as its
 * appliance? */
static bool enters_node(const struct ir *ir, const struct sim_position *next)
{
    return next->where == SIM_IN_TABLE && ir->tables[next->id].is_node &&
           ir_appliance_of_table(ir, next->id) == IR_NONE;
}

/* The items of one step: where it is (when that was not shown by the step before), the link crossed, and the
 * node or end that it leads to, if any. */
static uint32_t step_items(const struct ir *ir, const struct sim_trip *trip, const struct sim_node *node,
                           const struct sim_move *move, struct sim_item items[ITEMS_PER_STEP])
{
    uint32_t count = 0;
    if (node->at.where == SIM_IN_APPLIANCE && move->outcome != SIM_AT_APPLIANCE && move->instance != IR_NONE)
        items[count++] = appliance_item(ir, node->at.id, move->instance);
    if (node->at.where == SIM_IN_BALANCER)
        items[count++] = other_item(IR_NONE, node->at.id);
    if (move->link != IR_NONE)
        items[count++] = other_item(move->link, IR_NONE);
    if (move->outcome == SIM_GOES_ON) {
        const struct sim_position *next = &move->next->at;
        if (enters_node(ir, next))
            items[count++] = node_item(ir, next->id);
    } else if (move->outcome != SIM_STOPPED) {
        items[count++] = destination_item(ir, trip, move);
    }
    return count;
}

struct sim_item *sim_items(struct arena *a, const struct ir *ir, const struct sim_branch *b, uint32_t *count)
{
    struct sim_item *items = arena_array(a, struct sim_item, 1 + ITEMS_PER_STEP * (size_t)b->count);
    *count = 0;
    items[(*count)++] = source_item(ir, &b->trip);
    for (uint32_t i = 0; i < b->count && b->steps[i].move; i++)
        *count += step_items(ir, &b->trip, b->steps[i].at, b->steps[i].move, items + *count);
    return items;
}

static uint32_t remember_nothing(const struct sim_watch *w, uint32_t state, const struct sim_item *item)
{
    (void)w;
    (void)item;
    return state;
}

static bool wants_delivered(const struct sim_watch *w, uint32_t state, enum sim_end end)
{
    (void)w;
    (void)state;
    return end == SIM_DELIVERED;
}

static bool wants_not_delivered(const struct sim_watch *w, uint32_t state, enum sim_end end)
{
    (void)w;
    (void)state;
    return end != SIM_DELIVERED;
}

const struct sim_watch sim_watch_delivered = {
    .states = 1, .next = remember_nothing, .wants = wants_delivered};
const struct sim_watch sim_watch_not_delivered = {
    .states = 1, .next = remember_nothing, .wants = wants_not_delivered};

/* ---- breadth first ---- */

/* A position reached with a memory, and how. */
struct visit {
    struct sim_node *node;
    uint32_t memory;
    uint32_t parent;             /* visit before, IR_NONE at the start */
    const struct sim_move *move; /* made there to come here */
};

struct search {
    struct sim_walk *walk;
    const struct sim_trip *trip;
    const struct sim_watch *watch;
    struct arena *scratch;
    VEC(struct visit) visits;
    struct bits seen;
};

static uint32_t watch_items(const struct sim_watch *watch, uint32_t memory, const struct sim_item *items,
                            uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        memory = watch->next(watch, memory, &items[i]);
    return memory;
}

static uint32_t watch_source(const struct ir *ir, const struct sim_watch *watch, const struct sim_trip *trip)
{
    struct sim_item source = source_item(ir, trip);
    return watch_items(watch, 0, &source, 1);
}

static uint32_t watch_step(const struct search *s, uint32_t memory, const struct sim_node *node,
                           const struct sim_move *move)
{
    struct sim_item items[ITEMS_PER_STEP];
    if (s->watch->next == remember_nothing)
        return memory;
    return watch_items(s->watch, memory, items, step_items(s->walk->ir, s->trip, node, move, items));
}

/* Is the end that this move makes one that is looked for? */
static bool is_wanted(const struct search *s, uint32_t memory, const struct sim_move *move)
{
    uint32_t rule;
    return s->watch->wants(s->watch, memory, sim_judge(s->walk, s->trip, move, &rule)) &&
           (!s->watch->has_final || s->watch->final == move->final);
}

static void add_visit(struct search *s, struct sim_node *node, uint32_t memory, uint32_t parent,
                      const struct sim_move *move)
{
    uint32_t key = node->id * s->watch->states + memory;
    if (bits_has(s->seen, key))
        return;
    bits_add(s->seen, key);
    struct visit visit = {node, memory, parent, move};
    vec_push(s->scratch, &s->visits, visit);
}

static struct search search_new(struct arena *scratch, struct sim_walk *w, const struct sim_trip *trip,
                                const struct sim_watch *watch)
{
    struct search s = {.walk = w, .trip = trip, .watch = watch, .scratch = scratch};
    if (!trip->start)
        return s;
    sim_explore(w, trip->start);
    s.seen = bits_new(scratch, sim_node_count(w) * watch->states);
    add_visit(&s, trip->start, watch_source(w->ir, watch, trip), IR_NONE, NULL);
    return s;
}

/* The branch that leads to visit `last` and ends there with `move` (NULL: not said how). */
static struct sim_branch trace_back(const struct search *s, uint32_t last, const struct sim_move *move)
{
    struct sim_branch b = {.trip = *s->trip, .end = SIM_LOOP, .rule = RULE_FORWARDING_LOOP};
    if (move && move->outcome != SIM_GOES_ON)
        b.end = sim_judge(s->walk, s->trip, move, &b.rule);
    for (uint32_t v = last; v != IR_NONE; v = s->visits.at[v].parent)
        b.count++;
    b.steps = arena_array(s->walk->arena, struct sim_step, b.count);
    for (uint32_t v = last, i = b.count; v != IR_NONE; v = s->visits.at[v].parent) {
        b.steps[--i] = (struct sim_step){s->visits.at[v].node, move};
        move = s->visits.at[v].move;
    }
    return b;
}

/* Make all moves of one visit. Returns true, with the branch, when one of them ends it as wanted. Coming back to
 * the start is no way to go on, whoever would send the packet on from there. */
static bool expand(struct search *s, uint32_t visit, struct sim_branch *out)
{
    struct visit at = s->visits.at[visit];
    for (uint32_t i = 0; i < at.node->move_count; i++) {
        const struct sim_move *move = &at.node->moves[i];
        uint32_t memory = watch_step(s, at.memory, at.node, move);
        if (move->outcome == SIM_GOES_ON) {
            if (move->next->id != s->visits.at[0].node->id)
                add_visit(s, move->next, memory, visit, move);
        } else if (is_wanted(s, memory, move)) {
            *out = trace_back(s, visit, move);
            return true;
        }
    }
    return false;
}

bool sim_is_watched(const struct ir *ir, const struct sim_watch *watch, const struct sim_branch *b)
{
    uint32_t memory = watch_source(ir, watch, &b->trip);
    for (uint32_t i = 0; i < b->count; i++) {
        struct sim_item items[ITEMS_PER_STEP];
        uint32_t count = step_items(ir, &b->trip, b->steps[i].at, b->steps[i].move, items);
        memory = watch_items(watch, memory, items, count);
    }
    return watch->wants(watch, memory, b->end);
}

static bool repeats_position(const struct sim_branch *b)
{
    for (uint32_t i = 0; i < b->count; i++) {
        for (uint32_t k = i + 1; k < b->count; k++) {
            if (b->steps[i].at->id == b->steps[k].at->id)
                return true;
        }
    }
    return false;
}

/* ---- depth first, for graphs with cycles ---- */

struct simple_search {
    struct search *base;
    struct sim_step *steps;
    uint32_t count;
    struct bits passed; /* positions, by id */
    uint32_t budget;
    struct sim_branch *out;
};

static void end_simple(struct simple_search *s)
{
    struct sim_branch b = {.trip = *s->base->trip, .count = s->count};
    b.steps = arena_array(s->base->walk->arena, struct sim_step, s->count);
    memcpy(b.steps, s->steps, sizeof *b.steps * s->count);
    b.end = sim_judge(s->base->walk, s->base->trip, b.steps[b.count - 1].move, &b.rule);
    *s->out = b;
}

static bool find_simple(struct simple_search *s, const struct sim_node *node, uint32_t memory)
{
    bool found = false;
    guard_tick();
    if (s->budget == 0 || bits_has(s->passed, node->id))
        return false;
    s->budget--;
    bits_add(s->passed, node->id);
    struct sim_step *step = &s->steps[s->count++];
    for (uint32_t i = 0; i < node->move_count && !found; i++) {
        const struct sim_move *move = &node->moves[i];
        uint32_t next = watch_step(s->base, memory, node, move);
        *step = (struct sim_step){node, move};
        if (move->outcome == SIM_GOES_ON) {
            found = find_simple(s, move->next, next);
        } else if (is_wanted(s->base, next, move)) {
            end_simple(s);
            found = true;
        }
    }
    bits_remove(s->passed, node->id);
    s->count--;
    return found;
}

/* ---- what the searches are for ---- */

bool sim_find(struct sim_walk *w, const struct sim_trip *trip, const struct sim_watch *watch,
              struct sim_branch *out)
{
    struct arena *scratch = arena_create();
    struct search s = search_new(scratch, w, trip, watch);
    bool found = false;
    for (uint32_t v = 0; v < s.visits.count && !found; v++)
        found = expand(&s, v, out);
    if (found && repeats_position(out)) {
        uint32_t positions = sim_node_count(w);
        struct simple_search simple = {.base = &s, .budget = SIMPLE_SEARCH_LIMIT, .out = out};
        simple.steps = arena_array(scratch, struct sim_step, positions);
        simple.passed = bits_new(scratch, positions);
        found = find_simple(&simple, trip->start, watch_source(w->ir, watch, trip));
    }
    arena_destroy(scratch);
    return found;
}

static bool wants_none(const struct sim_watch *w, uint32_t state, enum sim_end end)
{
    (void)w;
    (void)state;
    (void)end;
    return false;
}

/* Visit everything that can be reached. */
static struct search reach_all(struct arena *scratch, struct sim_walk *w, const struct sim_trip *trip)
{
    static const struct sim_watch nothing = {.states = 1, .next = remember_nothing, .wants = wants_none};
    struct search s = search_new(scratch, w, trip, &nothing);
    struct sim_branch none;
    for (uint32_t v = 0; v < s.visits.count; v++)
        expand(&s, v, &none);
    return s;
}

/* The last visit of a shortest way from the search's start back to it, with the move that closes it; IR_NONE:
 * there is none. */
static uint32_t closing_visit(const struct search *s, const struct sim_move **closing)
{
    for (uint32_t v = 0; v < s->visits.count; v++) {
        const struct sim_node *node = s->visits.at[v].node;
        for (uint32_t i = 0; i < node->move_count; i++) {
            const struct sim_move *move = &node->moves[i];
            if (move->outcome == SIM_GOES_ON && move->next->id == s->visits.at[0].node->id) {
                *closing = move;
                return v;
            }
        }
    }
    return IR_NONE;
}

static struct sim_branch join(struct arena *a, const struct sim_branch *lead, const struct sim_branch *cycle)
{
    struct sim_branch b = *lead;
    b.count = lead->count - 1 + cycle->count;
    b.steps = arena_array(a, struct sim_step, b.count);
    memcpy(b.steps, lead->steps, sizeof *b.steps * (lead->count - 1));
    memcpy(b.steps + lead->count - 1, cycle->steps, sizeof *b.steps * cycle->count);
    return b;
}

/* With one move fewer than positions they form a tree: there is no way back. */
static bool is_tree(struct arena *scratch, const struct search *s)
{
    struct bits positions = bits_new(scratch, sim_node_count(s->walk));
    uint32_t moves = 0;
    for (uint32_t v = 0; v < s->visits.count; v++) {
        const struct sim_node *node = s->visits.at[v].node;
        bits_add(positions, node->id);
        for (uint32_t i = 0; i < node->move_count; i++)
            moves += node->moves[i].outcome == SIM_GOES_ON ? 1 : 0;
    }
    return moves + 1 == bits_count(positions);
}

/* The shortest branch that comes back to a position. Shortest over all that can be reached: the way there and
 * the way round from there. The shortest of these passes nothing twice before it closes, because otherwise
 * entering the circle earlier would be shorter. */
bool sim_find_loop(struct sim_walk *w, const struct sim_trip *trip, struct sim_branch *out)
{
    struct arena *scratch = arena_create();
    struct search all = reach_all(scratch, w, trip);
    bool found = false;
    bool has_circles = !is_tree(scratch, &all);
    for (uint32_t v = 0; v < all.visits.count && has_circles; v++) {
        struct arena *around = arena_create();
        struct sim_trip start = *trip;
        start.start = all.visits.at[v].node;
        struct search circle = reach_all(around, w, &start);
        const struct sim_move *closing = NULL;
        uint32_t last = closing_visit(&circle, &closing);
        if (last != IR_NONE) {
            struct sim_branch lead = trace_back(&all, v, NULL);
            struct sim_branch cycle = trace_back(&circle, last, closing);
            if (!found || lead.count - 1 + cycle.count < out->count)
                *out = join(w->arena, &lead, &cycle);
            found = true;
        }
        arena_destroy(around);
    }
    arena_destroy(scratch);
    return found;
}

bool sim_find_undelivered(struct sim_walk *w, const struct sim_trip *trip, struct sim_branch *out)
{
    struct sim_branch loop;
    bool found = sim_find(w, trip, &sim_watch_not_delivered, out);
    if (sim_find_loop(w, trip, &loop) && (!found || loop.count < out->count)) {
        *out = loop;
        found = true;
    }
    return found;
}

struct sim_branch sim_find_first(struct sim_walk *w, const struct sim_trip *trip)
{
    struct sim_branch b = {.trip = *trip, .end = SIM_NO_ROUTE, .rule = RULE_NO_ROUTE};
    if (!sim_find(w, trip, &sim_watch_delivered, &b))
        sim_find_undelivered(w, trip, &b);
    return b;
}

/* ---- the ways in which a request is delivered ---- */

/* Is the branch the first one seen with its final outcome? */
static bool is_new(const struct sim_branch *found, uint32_t count, const struct sim_move *move)
{
    for (uint32_t i = 0; i < count; i++) {
        if (found[i].steps[found[i].count - 1].move->final == move->final)
            return false;
    }
    return true;
}

/* Delivered outcomes in the order in which a search meets them. A way there that repeats a position is replaced
 * by one that does not, if there is one. */
struct sim_branch *sim_find_all_delivered(struct sim_walk *w, const struct sim_trip *trip, uint32_t *count)
{
    struct arena *scratch = arena_create();
    struct search s = reach_all(scratch, w, trip);
    VEC(struct sim_branch) found = {0};
    uint32_t rule;
    for (uint32_t v = 0; v < s.visits.count; v++) {
        const struct sim_node *node = s.visits.at[v].node;
        for (uint32_t i = 0; i < node->move_count; i++) {
            const struct sim_move *move = &node->moves[i];
            if (move->outcome == SIM_GOES_ON || sim_judge(w, trip, move, &rule) != SIM_DELIVERED ||
                !is_new(found.at, found.count, move))
                continue;
            struct sim_watch watch = sim_watch_delivered;
            struct sim_branch b;
            watch.has_final = true;
            watch.final = move->final;
            if (sim_find(w, trip, &watch, &b))
                vec_push(w->arena, &found, b);
        }
    }
    arena_destroy(scratch);
    *count = found.count;
    return found.at;
}
