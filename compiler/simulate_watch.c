/*
 * Which branches break a claim about flows: watches that go along with a branch, remember how much of the
 * claim is met, and judge at the end. Each is one sentence of claim.h: qualifiers, `only via`, `path`, and
 * the keys of symmetry. The same sentences in words are here as well.
 */
#include "compiler/simulate_internal.h"

#include <string.h>

static bool holds(const uint32_t *ids, uint32_t count, uint32_t id)
{
    for (uint32_t i = 0; i < count; i++) {
        if (ids[i] == id)
            return true;
    }
    return false;
}

static bool is_at_place(const struct ir *ir, const struct claim_place *p, const struct sim_item *item)
{
    if (item->is_link)
        return holds(p->links, p->link_count, item->element);
    if (holds(p->tables, p->table_count, item->table))
        return true;
    return item->is_end && item->site != IR_NONE &&
           holds(p->tables, p->table_count, ir->sites[item->site].table);
}

static bool is_at_any(const struct ir *ir, const struct claim_places *places, const struct sim_item *item)
{
    for (uint32_t i = 0; i < places->count; i++) {
        if (is_at_place(ir, &places->at[i], item))
            return true;
    }
    return false;
}

/* ---- qualifiers of `can reach` and `can send to` ---- */

/* What is remembered: how many groups of `via` are met, how many hops were made, and whether something was
 * passed that is to be avoided. */
struct progress {
    uint32_t met, hops;
    bool avoided_passed;
};

static uint32_t pack(const struct sim_watch *w, struct progress p)
{
    return (p.met * (w->hops_top + 1) + p.hops) * 2 + (p.avoided_passed ? 1 : 0);
}

static struct progress unpack(const struct sim_watch *w, uint32_t state)
{
    return (struct progress){.met = state / 2 / (w->hops_top + 1),
                             .hops = state / 2 % (w->hops_top + 1),
                             .avoided_passed = state % 2 == 1};
}

static uint32_t next_qualifiers(const struct sim_watch *w, uint32_t state, const struct sim_item *item)
{
    struct progress p = unpack(w, state);
    if (p.met < w->claim->via_count && is_at_any(w->ir, &w->claim->via[p.met], item))
        p.met++;
    if (!item->is_link && !item->is_source && p.hops < w->hops_top)
        p.hops++;
    if (is_at_any(w->ir, &w->claim->avoiding, item))
        p.avoided_passed = true;
    return pack(w, p);
}

static bool breaks_qualifiers(const struct claim *c, struct progress p)
{
    return p.avoided_passed || p.met < c->via_count || (c->has_max_hops && p.hops > c->max_hops);
}

static bool wants_qualifiers(const struct sim_watch *w, uint32_t state, enum sim_end end)
{
    return end == SIM_DELIVERED && breaks_qualifiers(w->claim, unpack(w, state));
}

struct sim_watch sim_watch_qualifiers(const struct ir *ir, const struct claim *c)
{
    struct sim_watch w = {.next = next_qualifiers, .wants = wants_qualifiers, .ir = ir, .claim = c};
    uint32_t longest = ir->table_count + 1; /* no branch has more hops */
    if (c->has_max_hops)
        w.hops_top = c->max_hops < longest ? c->max_hops + 1 : longest;
    w.states = (c->via_count + 1) * (w.hops_top + 1) * 2;
    return w;
}

const char *sim_place_names(struct arena *a, const struct claim_places *places, const char *separator)
{
    const char *text = "";
    for (uint32_t i = 0; i < places->count; i++)
        text = arena_printf(a, "%s%s%s", text, i > 0 ? separator : "", places->at[i].name);
    return text;
}

static const char *item_name(const struct ir *ir, const struct sim_item *item)
{
    if (item->is_link)
        return ir->elements[item->element].name;
    return item->is_end && item->site != IR_NONE ? ir->sites[item->site].name : ir->tables[item->table].name;
}

static const char *describe_missing(struct arena *a, const struct claim *c, uint32_t met)
{
    const char *missing = sim_place_names(a, &c->via[met], " or ");
    if (met == 0)
        return arena_printf(a, "a branch does not pass %s", missing);
    return arena_printf(a, "a branch does not pass %s after %s", missing,
                        sim_place_names(a, &c->via[met - 1], " or "));
}

const char *sim_describe_qualifier(struct arena *a, const struct ir *ir, const struct claim *c,
                                   const struct sim_branch *b)
{
    uint32_t count, met = 0, hops = 0;
    const struct sim_item *items = sim_items(a, ir, b, &count);
    for (uint32_t i = 0; i < count; i++) {
        if (is_at_any(ir, &c->avoiding, &items[i]))
            return arena_printf(a, "a branch passes %s", item_name(ir, &items[i]));
        met += met < c->via_count && is_at_any(ir, &c->via[met], &items[i]) ? 1 : 0;
        hops += !items[i].is_link && !items[i].is_source ? 1 : 0;
    }
    if (met < c->via_count)
        return describe_missing(a, c, met);
    return arena_printf(a, "a branch has %u hops, more than %u", hops, c->max_hops);
}

/* ---- only via ---- */

static uint32_t next_only_via(const struct sim_watch *w, uint32_t state, const struct sim_item *item)
{
    return state == 1 || is_at_any(w->ir, &w->claim->places, item) ? 1 : 0;
}

static bool wants_only_via(const struct sim_watch *w, uint32_t state, enum sim_end end)
{
    (void)w;
    return end == SIM_DELIVERED && state == 0;
}

struct sim_watch sim_watch_only_via(const struct ir *ir, const struct claim *c)
{
    return (struct sim_watch){
        .states = 2, .next = next_only_via, .wants = wants_only_via, .ir = ir, .claim = c};
}

/* ---- path ---- */

/* The memory is the number of nodes that were right; one more than there are groups means: wrong. */
static uint32_t next_path(const struct sim_watch *w, uint32_t state, const struct sim_item *item)
{
    const struct claim_places *groups = &w->claim->groups;
    if (item->is_link || item->is_end)
        return state;
    return state < groups->count && is_at_place(w->ir, &groups->at[state], item) ? state + 1
                                                                                 : groups->count + 1;
}

static bool wants_path(const struct sim_watch *w, uint32_t state, enum sim_end end)
{
    return end == SIM_DELIVERED && state != w->claim->groups.count;
}

struct sim_watch sim_watch_path(const struct ir *ir, const struct claim *c)
{
    return (struct sim_watch){
        .states = c->groups.count + 2, .next = next_path, .wants = wants_path, .ir = ir, .claim = c};
}

const char *sim_describe_path(struct arena *a, const struct ir *ir, const struct claim *c,
                              const struct sim_branch *b)
{
    uint32_t count;
    const struct sim_item *items = sim_items(a, ir, b, &count);
    const char *nodes = "";
    for (uint32_t i = 0; i < count; i++) {
        if (!items[i].is_link && !items[i].is_end)
            nodes = arena_printf(a, "%s%s%s", nodes, nodes[0] ? ", " : "", item_name(ir, &items[i]));
    }
    const char *claimed = sim_place_names(a, &c->groups, ", ");
    if (!nodes[0])
        return arena_printf(a, "a branch goes direct and does not pass %s", claimed);
    if (c->groups.count == 0)
        return arena_printf(a, "a branch passes %s and is not direct", nodes);
    return arena_printf(a, "a branch passes %s, not %s", nodes, claimed);
}

/* ---- symmetry ---- */

/* What an item adds to a key, IR_NONE for nothing. */
static uint32_t key_part(const struct ir *ir, const struct claim *c, const struct sim_item *item)
{
    switch (c->granularity) {
    case CLAIM_AT_SITE:
        return item->is_link ? IR_NONE : item->site;
    case CLAIM_AT_LINK:
        if (item->is_link)
            return ir->elements[item->element].link_kind == IR_LINK_OTHER ? IR_NONE : item->element;
        if (item->is_end || ir->tables[item->table].circuit == IR_NONE)
            return IR_NONE;
        return ir->circuits[ir->tables[item->table].circuit].element;
    case CLAIM_AT_DEVICE:
        break;
    }
    return item->is_link || item->is_end ? IR_NONE : item->table;
}

uint32_t *sim_key(struct arena *a, const struct ir *ir, const struct claim *c, const struct sim_branch *b,
                  uint32_t *count)
{
    uint32_t item_count;
    const struct sim_item *items = sim_items(a, ir, b, &item_count);
    uint32_t *key = arena_array(a, uint32_t, item_count);
    *count = 0;
    for (uint32_t i = 0; i < item_count; i++) {
        uint32_t part = key_part(ir, c, &items[i]);
        bool repeats = c->granularity == CLAIM_AT_SITE && *count > 0 && key[*count - 1] == part;
        if (part != IR_NONE && !repeats)
            key[(*count)++] = part;
    }
    return key;
}

/* The memory is the length of the key that agreed so far; one more than its length means: it does not. */
static uint32_t next_key(const struct sim_watch *w, uint32_t state, const struct sim_item *item)
{
    uint32_t part = key_part(w->ir, w->claim, item);
    if (part == IR_NONE || state > w->key_count)
        return state;
    if (w->claim->granularity == CLAIM_AT_SITE && state > 0 && w->key[state - 1] == part)
        return state;
    return state < w->key_count && w->key[state] == part ? state + 1 : w->key_count + 1;
}

static bool wants_key(const struct sim_watch *w, uint32_t state, enum sim_end end)
{
    return end == SIM_DELIVERED && state != w->key_count;
}

struct sim_watch sim_watch_key(const struct ir *ir, const struct claim *c, const uint32_t *key,
                               uint32_t key_count)
{
    return (struct sim_watch){.states = key_count + 2,
                              .next = next_key,
                              .wants = wants_key,
                              .ir = ir,
                              .claim = c,
                              .key = key,
                              .key_count = key_count};
}

static const char *part_name(struct arena *a, const struct ir *ir, const struct claim *c, uint32_t part)
{
    if (c->granularity == CLAIM_AT_SITE)
        return ir->sites[part].name;
    if (c->granularity == CLAIM_AT_DEVICE)
        return ir->tables[part].name;
    static const char *const kinds[] = {[IR_LINK_OTHER] = "",
                                        [IR_LINK_TUNNEL] = "tunnel ",
                                        [IR_LINK_PEERING] = "peering ",
                                        [IR_LINK_WAN] = "WAN link "};
    return arena_printf(a, "%s%s", kinds[ir->elements[part].link_kind], ir->elements[part].name);
}

const char *sim_describe_key(struct arena *a, const struct ir *ir, const struct claim *c, const uint32_t *key,
                             uint32_t count)
{
    const char *text = "";
    for (uint32_t i = 0; i < count; i++)
        text = arena_printf(a, "%s%s%s", text, i > 0 ? ", " : "", part_name(a, ir, c, key[i]));
    if (count > 0)
        return text;
    return c->granularity == CLAIM_AT_DEVICE ? "no device" : "no circuit, tunnel or peering";
}
