/*
 * The qualifiers of `can reach` and `can send to`: for each a watch that singles out the delivered branches which
 * break it, and the sentence that says so (head of claim.h). What a branch passes is told by its items; delays are
 * in simulate_delay.c.
 */
#include "compiler/simulate_packet.h"

#define HEADERS_PER_BRANCH 16 /* more than any branch has */

/* Which qualifier has the number n: `via`s first, then `over`s, then the others. */
enum qualifier { VIA, OVER, AVOIDING, UNINSPECTED, HOPS };

static enum qualifier qualifier_of(const struct claim *c, uint32_t n)
{
    if (n < c->via_count)
        return VIA;
    n -= c->via_count;
    return n < c->over_count ? OVER : (enum qualifier)(AVOIDING + (n - c->over_count));
}

static uint32_t qualifier_count(const struct claim *c)
{
    return c->via_count + c->over_count + 3;
}

/* ---- via ---- */

/* The group that is expected when `met` of them have been met. */
static const struct claim_places *group_after(const struct claim_via *via, bool backwards, uint32_t met)
{
    return &via->groups[backwards ? via->count - 1 - met : met];
}

static uint32_t next_via(const struct sim_watch *w, uint32_t met, const struct sim_item *item)
{
    return met < w->via->count && sim_is_at_any(w->ir, group_after(w->via, w->backwards, met), item) ? met + 1
                                                                                                     : met;
}

static bool wants_via(const struct sim_watch *w, uint32_t met, enum sim_end end)
{
    return end == SIM_DELIVERED && met < w->via->count;
}

struct sim_watch sim_watch_via(const struct ir *ir, const struct claim_via *via, bool backwards)
{
    return (struct sim_watch){.states = via->count + 1,
                              .next = next_via,
                              .wants = wants_via,
                              .ir = ir,
                              .via = via,
                              .backwards = backwards};
}

/* "does not pass er2 after hub.fw" */
static const char *describe_via(struct arena *a, const struct sim_watch *w, const struct sim_branch *b)
{
    uint32_t count, met = 0;
    const struct sim_item *items = sim_items(a, w->ir, b, &count);
    for (uint32_t i = 0; i < count; i++)
        met = next_via(w, met, &items[i]);
    if (met == w->via->count)
        return "";
    const char *missing = sim_place_names(a, group_after(w->via, w->backwards, met), " or ");
    if (met == 0)
        return arena_printf(a, "does not pass %s", missing);
    return arena_printf(a, "does not pass %s after %s", missing,
                        sim_place_names(a, group_after(w->via, w->backwards, met - 1), " or "));
}

const char *sim_describe_way_back(struct arena *a, const struct ir *ir, const struct claim *c, uint32_t n,
                                  const struct sim_branch *b)
{
    struct sim_watch w = sim_watch_via(ir, &c->vias[n], true);
    return arena_printf(a, "the reply %s", describe_via(a, &w, b));
}

/* ---- over ---- */

/* The memory: no place passed so far, one (1 + its number), or several. */
static uint32_t next_over(const struct sim_watch *w, uint32_t passed, const struct sim_item *item)
{
    for (uint32_t i = 0; i < w->places->count; i++) {
        if (sim_is_at_place(w->ir, &w->places->at[i], item))
            passed = passed == 0 || passed == 1 + i ? 1 + i : w->places->count + 1;
    }
    return passed;
}

static bool wants_over(const struct sim_watch *w, uint32_t passed, enum sim_end end)
{
    return end == SIM_DELIVERED && (passed == 0 || passed > w->places->count);
}

static bool wants_passing(const struct sim_watch *w, uint32_t passed, enum sim_end end)
{
    (void)w;
    return end == SIM_DELIVERED && passed != 0;
}

static struct sim_watch watch_passing(const struct ir *ir, const struct claim_places *place)
{
    return (struct sim_watch){
        .states = place->count + 2, .next = next_over, .wants = wants_passing, .ir = ir, .places = place};
}

static const char *describe_over(struct arena *a, const struct ir *ir, const struct claim_places *places,
                                 const struct sim_branch *b)
{
    uint32_t count;
    const struct sim_item *items = sim_items(a, ir, b, &count);
    const char *passed = "";
    for (uint32_t p = 0; p < places->count; p++) {
        bool passes = false;
        for (uint32_t i = 0; i < count; i++)
            passes = passes || sim_is_at_place(ir, &places->at[p], &items[i]);
        if (passes)
            passed = arena_printf(a, "%s%s%s", passed, passed[0] ? " and " : "", places->at[p].name);
    }
    if (!passed[0] && places->count == 1)
        return arena_printf(a, "a branch does not pass %s", places->at[0].name);
    if (!passed[0])
        return arena_printf(a, "a branch passes none of %s", sim_place_names(a, places, ", "));
    return arena_printf(a, "a branch passes %s, not exactly one", passed);
}

/* ---- avoiding, uninspected ---- */

static bool is_forbidden(const struct sim_watch *w, const struct sim_item *item)
{
    return w->places ? sim_is_at_any(w->ir, w->places, item) : item->appliance != IR_NONE;
}

static uint32_t next_forbidden(const struct sim_watch *w, uint32_t passed, const struct sim_item *item)
{
    return passed == 1 || is_forbidden(w, item) ? 1 : 0;
}

static bool wants_forbidden(const struct sim_watch *w, uint32_t passed, enum sim_end end)
{
    (void)w;
    return end == SIM_DELIVERED && passed == 1;
}

static const char *describe_forbidden(struct arena *a, const struct sim_watch *w, const struct sim_branch *b)
{
    uint32_t count;
    const struct sim_item *items = sim_items(a, w->ir, b, &count);
    for (uint32_t i = 0; i < count; i++) {
        if (is_forbidden(w, &items[i]))
            return arena_printf(a, "a branch passes %s%s", w->places ? "" : "the appliance ",
                                sim_item_name(w->ir, &items[i]));
    }
    return "";
}

/* ---- hops ---- */

static uint32_t next_hops(const struct sim_watch *w, uint32_t hops, const struct sim_item *item)
{
    return sim_is_node(item) && !item->is_source && hops < w->top ? hops + 1 : hops;
}

static bool wants_hops(const struct sim_watch *w, uint32_t hops, enum sim_end end)
{
    return end == SIM_DELIVERED && hops > w->claim->max_hops;
}

static struct sim_watch watch_hops(const struct ir *ir, const struct claim *c)
{
    struct sim_watch w = {.next = next_hops, .wants = wants_hops, .ir = ir, .claim = c};
    uint32_t longest = ir->table_count + 1; /* no branch has more, unless its header changes on the way */
    if (ir->packets_matter)
        longest *= HEADERS_PER_BRANCH;
    w.top = c->max_hops < longest ? c->max_hops + 1 : longest;
    w.states = w.top + 1;
    return w;
}

static const char *describe_hops(struct arena *a, const struct ir *ir, const struct claim *c,
                                 const struct sim_branch *b)
{
    uint32_t count, hops = 0;
    const struct sim_item *items = sim_items(a, ir, b, &count);
    for (uint32_t i = 0; i < count; i++)
        hops += sim_is_node(&items[i]) && !items[i].is_source ? 1 : 0;
    return arena_printf(a, "a branch has %u hops, more than %u", hops, c->max_hops);
}

/* ---- all of them ---- */

/* A qualifier that the claim does not have is met by all. */
static bool wants_nothing(const struct sim_watch *w, uint32_t state, enum sim_end end)
{
    (void)w;
    (void)state;
    (void)end;
    return false;
}

static struct sim_watch watch_qualifier(const struct ir *ir, const struct claim *c, uint32_t n)
{
    struct sim_watch w = {
        .states = 2, .next = next_forbidden, .wants = wants_forbidden, .ir = ir, .claim = c};
    switch (qualifier_of(c, n)) {
    case VIA:
        return sim_watch_via(ir, &c->vias[n], false);
    case OVER:
        w.places = &c->overs[n - c->via_count];
        w.states = w.places->count + 2;
        w.next = next_over;
        w.wants = wants_over;
        return w;
    case AVOIDING:
        w.places = &c->avoiding;
        return w;
    case UNINSPECTED:
        w.wants = c->uninspected ? wants_forbidden : wants_nothing;
        return w;
    case HOPS:
        break;
    }
    if (c->has_max_hops)
        return watch_hops(ir, c);
    w.wants = wants_nothing;
    return w;
}

static const char *describe_qualifier(struct arena *a, const struct ir *ir, const struct claim *c, uint32_t n,
                                      const struct sim_branch *b)
{
    struct sim_watch w = watch_qualifier(ir, c, n);
    switch (qualifier_of(c, n)) {
    case VIA:
        return arena_printf(a, "a branch %s", describe_via(a, &w, b));
    case OVER:
        return describe_over(a, ir, w.places, b);
    case AVOIDING:
    case UNINSPECTED:
        return describe_forbidden(a, &w, b);
    case HOPS:
        break;
    }
    return describe_hops(a, ir, c, b);
}

bool sim_find_against_qualifier(struct arena *a, struct sim_walk *w, const struct claim *c,
                                const struct sim_trip *request, struct sim_branch *out, const char **problem)
{
    bool found = false;
    for (uint32_t n = 0; n < qualifier_count(c); n++) {
        struct sim_branch wrong;
        struct sim_watch watch = watch_qualifier(w->ir, c, n);
        if (!sim_find(w, request, &watch, &wrong) || (found && wrong.count >= out->count))
            continue;
        *out = wrong;
        *problem = describe_qualifier(a, w->ir, c, n, &wrong);
        found = true;
    }
    return found;
}

static bool find_slow(struct arena *a, struct sim_walk *w, const struct claim *c,
                      const struct sim_trip *request, struct sim_branch *out, const char **problem)
{
    uint64_t delay;
    if (!c->has_max_delay || !sim_find_slowest(w, request, out, &delay) || delay <= c->max_delay)
        return false;
    *problem = arena_printf(a, "a branch takes %s, more than %s", sim_delay_text(a, delay),
                            sim_delay_text(a, c->max_delay));
    return true;
}

bool sim_find_unused(struct sim_walk *w, const struct claim *c, const struct sim_trip *request,
                     struct claim_places *place)
{
    for (uint32_t n = 0; n < c->over_count; n++) {
        for (uint32_t p = 0; p < c->overs[n].count; p++) {
            struct sim_branch b;
            *place = (struct claim_places){&c->overs[n].at[p], 1};
            struct sim_watch watch = watch_passing(w->ir, place);
            if (!sim_find(w, request, &watch, &b))
                return true;
        }
    }
    return false;
}

bool sim_meets_qualifiers(struct sim_walk *w, const struct claim *c, const struct sim_branch *b)
{
    for (uint32_t n = 0; n < qualifier_count(c); n++) {
        struct sim_watch watch = watch_qualifier(w->ir, c, n);
        if (sim_is_watched(w->ir, &watch, b))
            return false;
    }
    return !c->has_max_delay || sim_delay_of(w->ir, b) <= c->max_delay;
}

bool sim_find_against_limits(struct arena *a, struct sim_walk *w, const struct claim *c,
                             const struct sim_trip *request, struct sim_branch *out, const char **problem)
{
    struct claim_places unused;
    if (find_slow(a, w, c, request, out, problem))
        return true;
    if (!sim_find_unused(w, c, request, &unused))
        return false;
    *out = sim_find_first(w, request);
    *problem = arena_printf(a, "no branch passes %s", unused.at[0].name);
    return true;
}
