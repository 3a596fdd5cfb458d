/*
 * Which branches break a claim about flows: watches that go along with a branch, remember how much of the
 * claim is met, and judge at the end. Each is one sentence of claim.h: `only via`, `path`, and the keys of
 * symmetry. The same sentences in words are here as well. Qualifiers are in simulate_qualifiers.c.
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

bool sim_is_at_place(const struct ir *ir, const struct claim_place *p, const struct sim_item *item)
{
    if (item->is_link)
        return holds(p->links, p->link_count, item->element);
    if (item->balancer != IR_NONE)
        return holds(p->balancers, p->balancer_count, item->balancer);
    if (item->table != IR_NONE && holds(p->tables, p->table_count, item->table))
        return true;
    return item->is_site && item->site != IR_NONE &&
           holds(p->tables, p->table_count, ir->sites[item->site].table);
}

bool sim_is_at_any(const struct ir *ir, const struct claim_places *places, const struct sim_item *item)
{
    for (uint32_t i = 0; i < places->count; i++) {
        if (sim_is_at_place(ir, &places->at[i], item))
            return true;
    }
    return false;
}

bool sim_is_node(const struct sim_item *item)
{
    return !item->is_link && (item->is_end || item->balancer == IR_NONE);
}

/* ---- past an appliance ---- */

static uint32_t next_past(const struct sim_watch *w, uint32_t state, const struct sim_item *item)
{
    bool passed = !item->is_link && !item->is_end && item->appliance == w->appliance;
    return passed ? 1 : state;
}

static bool wants_past(const struct sim_watch *w, uint32_t state, enum sim_end end)
{
    (void)w;
    return end == SIM_DELIVERED && state == 0;
}

struct sim_watch sim_watch_past(const struct ir *ir, uint32_t appliance)
{
    return (struct sim_watch){
        .states = 2, .next = next_past, .wants = wants_past, .ir = ir, .appliance = appliance};
}

const char *sim_place_names(struct arena *a, const struct claim_places *places, const char *separator)
{
    const char *text = "";
    for (uint32_t i = 0; i < places->count; i++)
        text = arena_printf(a, "%s%s%s", text, i > 0 ? separator : "", places->at[i].name);
    return text;
}

const char *sim_item_name(const struct ir *ir, const struct sim_item *item)
{
    if (item->is_link)
        return ir->elements[item->element].name;
    if (item->balancer != IR_NONE)
        return ir->balancers[item->balancer].name;
    if (item->appliance != IR_NONE)
        return ir->appliances[item->appliance].name;
    if (item->is_end && item->site == IR_NONE)
        return "the Internet";
    return item->is_end && item->is_site ? ir->sites[item->site].name : ir->tables[item->table].name;
}

/* ---- only via ---- */

static uint32_t next_only_via(const struct sim_watch *w, uint32_t state, const struct sim_item *item)
{
    return state == 1 || sim_is_at_any(w->ir, &w->claim->places, item) ? 1 : 0;
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
    if (!sim_is_node(item) || item->is_end)
        return state;
    return state < groups->count && sim_is_at_place(w->ir, &groups->at[state], item) ? state + 1
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
        if (sim_is_node(&items[i]) && !items[i].is_end)
            nodes = arena_printf(a, "%s%s%s", nodes, nodes[0] ? ", " : "", sim_item_name(ir, &items[i]));
    }
    const char *claimed = sim_place_names(a, &c->groups, ", ");
    if (!nodes[0])
        return arena_printf(a, "a branch goes direct and does not pass %s", claimed);
    if (c->groups.count == 0)
        return arena_printf(a, "a branch passes %s and is not direct", nodes);
    return arena_printf(a, "a branch passes %s, not %s", nodes, claimed);
}

/* ---- symmetry ---- */

/* A part of a key: what it is, which one, and of an appliance the instance. */
enum part_kind { PART_SITE, PART_ELEMENT, PART_NODE, PART_APPLIANCE, PART_INSTANCE };
#define NO_PART UINT64_MAX

static uint64_t part(enum part_kind kind, uint32_t id, uint32_t instance)
{
    return (uint64_t)kind << 60 | (uint64_t)id << 24 | instance;
}

static enum part_kind kind_of(uint64_t p)
{
    return (enum part_kind)(p >> 60);
}

static uint32_t id_of(uint64_t p)
{
    return (uint32_t)(p >> 24);
}

static uint32_t instance_of(uint64_t p)
{
    return (uint32_t)(p & 0xffffff);
}

static bool is_passed_appliance(const struct sim_item *item)
{
    return item->appliance != IR_NONE && !item->is_end;
}

/* Is the item an appliance that is passed and keeps state of the service? */
static bool keeps_state(const struct ir *ir, const struct sim_item *item, uint32_t service)
{
    return is_passed_appliance(item) &&
           ir->appliances[item->appliance].stateful[ir->services[service].protocol];
}

static uint64_t link_part(const struct ir *ir, const struct sim_item *item, uint32_t service)
{
    if (item->is_link)
        return ir->elements[item->element].link_kind == IR_LINK_OTHER ? NO_PART
                                                                      : part(PART_ELEMENT, item->element, 0);
    if (!sim_is_node(item) || item->is_end)
        return NO_PART;
    if (item->appliance != IR_NONE)
        return keeps_state(ir, item, service) ? part(PART_INSTANCE, item->appliance, item->instance)
                                              : part(PART_APPLIANCE, item->appliance, 0);
    uint32_t circuit = ir->tables[item->table].circuit;
    return circuit == IR_NONE ? NO_PART : part(PART_ELEMENT, ir->circuits[circuit].element, 0);
}

/* What an item adds to a key, NO_PART for nothing. */
static uint64_t key_part(const struct ir *ir, const struct claim *c, const struct sim_item *item,
                         uint32_t service)
{
    switch (c->granularity) {
    case CLAIM_AT_SITE:
        return !sim_is_node(item) || item->site == IR_NONE ? NO_PART : part(PART_SITE, item->site, 0);
    case CLAIM_AT_LINK:
        return link_part(ir, item, service);
    case CLAIM_AT_DEVICE:
        break;
    }
    if (!sim_is_node(item) || item->is_end)
        return NO_PART;
    return item->appliance != IR_NONE ? part(PART_INSTANCE, item->appliance, item->instance)
                                      : part(PART_NODE, item->table, 0);
}

/* At site granularity: the appliance with state that the item is, or NO_PART. */
static uint64_t state_part(const struct ir *ir, const struct claim *c, const struct sim_item *item,
                           uint32_t service)
{
    return c->granularity == CLAIM_AT_SITE && keeps_state(ir, item, service)
               ? part(PART_INSTANCE, item->appliance, item->instance)
               : NO_PART;
}

struct sim_key sim_key(struct arena *a, const struct ir *ir, const struct claim *c,
                       const struct sim_branch *b)
{
    uint32_t item_count;
    const struct sim_item *items = sim_items(a, ir, b, &item_count);
    struct sim_key key = {.parts = arena_array(a, uint64_t, item_count),
                          .stateful = arena_array(a, uint64_t, item_count)};
    for (uint32_t i = 0; i < item_count; i++) {
        uint64_t one = key_part(ir, c, &items[i], b->trip.service);
        uint64_t stateful = state_part(ir, c, &items[i], b->trip.service);
        bool repeats = c->granularity == CLAIM_AT_SITE && key.count > 0 && key.parts[key.count - 1] == one;
        if (one != NO_PART && !repeats)
            key.parts[key.count++] = one;
        if (stateful != NO_PART)
            key.stateful[key.stateful_count++] = stateful;
    }
    return key;
}

static uint64_t *reversed(struct arena *a, const uint64_t *parts, uint32_t count)
{
    uint64_t *reverse = arena_array(a, uint64_t, count);
    for (uint32_t i = 0; i < count; i++)
        reverse[i] = parts[count - 1 - i];
    return reverse;
}

struct sim_key sim_key_reversed(struct arena *a, const struct sim_key *key)
{
    struct sim_key r = *key;
    r.parts = reversed(a, key->parts, key->count);
    r.stateful = reversed(a, key->stateful, key->stateful_count);
    return r;
}

/* How far one list of the key agrees; one more than its length means: it does not. */
static uint32_t agree(const uint64_t *parts, uint32_t count, uint32_t so_far, uint64_t one, bool once)
{
    if (one == NO_PART || so_far > count || (once && so_far > 0 && parts[so_far - 1] == one))
        return so_far;
    return so_far < count && parts[so_far] == one ? so_far + 1 : count + 1;
}

/* The memory is how far both lists agree. */
static uint32_t next_key(const struct sim_watch *w, uint32_t state, const struct sim_item *item)
{
    const struct sim_key *key = w->key;
    uint32_t base = key->stateful_count + 2;
    uint32_t all = agree(key->parts, key->count, state / base, key_part(w->ir, w->claim, item, w->service),
                         w->claim->granularity == CLAIM_AT_SITE);
    uint32_t stateful = agree(key->stateful, key->stateful_count, state % base,
                              state_part(w->ir, w->claim, item, w->service), false);
    return all * base + stateful;
}

static bool wants_key(const struct sim_watch *w, uint32_t state, enum sim_end end)
{
    uint32_t base = w->key->stateful_count + 2;
    return end == SIM_DELIVERED && (state / base != w->key->count || state % base != w->key->stateful_count);
}

struct sim_watch sim_watch_key(const struct ir *ir, const struct claim *c, const struct sim_key *key,
                               uint32_t service)
{
    return (struct sim_watch){.states = (key->count + 2) * (key->stateful_count + 2),
                              .next = next_key,
                              .wants = wants_key,
                              .ir = ir,
                              .claim = c,
                              .key = key,
                              .service = service};
}

static const char *part_name(struct arena *a, const struct ir *ir, uint64_t p)
{
    static const char *const kinds[] = {[IR_LINK_OTHER] = "",
                                        [IR_LINK_TUNNEL] = "tunnel ",
                                        [IR_LINK_PEERING] = "peering ",
                                        [IR_LINK_WAN] = "WAN link "};
    uint32_t id = id_of(p);
    switch (kind_of(p)) {
    case PART_SITE:
        return ir->sites[id].name;
    case PART_NODE:
        return ir->tables[id].name;
    case PART_APPLIANCE:
        return ir->appliances[id].name;
    case PART_INSTANCE:
        return sim_instance_name(a, ir, id, instance_of(p));
    case PART_ELEMENT:
        break;
    }
    return arena_printf(a, "%s%s", kinds[ir->elements[id].link_kind], ir->elements[id].name);
}

const char *sim_describe_key(struct arena *a, const struct ir *ir, const struct claim *c,
                             const struct sim_key *key)
{
    const char *text = "";
    for (uint32_t i = 0; i < key->count; i++)
        text = arena_printf(a, "%s%s%s", text, text[0] ? ", " : "", part_name(a, ir, key->parts[i]));
    for (uint32_t i = 0; i < key->stateful_count; i++)
        text = arena_printf(a, "%s%s%s", text, text[0] ? ", " : "", part_name(a, ir, key->stateful[i]));
    if (text[0])
        return text;
    return c->granularity == CLAIM_AT_DEVICE ? "no device" : "no circuit, tunnel or peering";
}
