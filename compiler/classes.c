/*
 * classes: prefixes, origins in order, and the destination classes of the route network (M8). All prefixes
 * cut the address space into stretches (atoms); stretches held by the same prefixes form one class.
 */
#include "compiler/lower.h"

#include <stdlib.h>
#include <string.h>

/* Ranges in which addr_is_global changes: atoms are cut there, so that a class is Internet space as a whole
 * or not at all. */
static const char *const special_ranges[] = {
    "0.0.0.0/8",          "10.0.0.0/8",      "100.64.0.0/10",  "127.0.0.0/8",    "169.254.0.0/16",
    "172.16.0.0/12",      "192.0.0.0/24",    "192.0.2.0/24",   "192.88.99.0/24", "192.168.0.0/16",
    "198.18.0.0/15",      "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4",    "240.0.0.0/4",
    "255.255.255.255/32", "2000::/3",        "2001::/23",      "2001:db8::/32",  "2002::/16",
    "3fff::/20"};

uint32_t lower_special_count(void)
{
    return sizeof special_ranges / sizeof *special_ranges;
}

struct prefix lower_special_range(uint32_t number)
{
    struct prefix p = {{0, 0, ADDR_IPV4}, 0};
    bool host_bits;
    prefix_parse(special_ranges[number], strlen(special_ranges[number]), &p, &host_bits);
    return p;
}

static int by_prefix(const void *a, const void *b)
{
    return prefix_compare(*(const struct prefix *)a, *(const struct prefix *)b);
}

static int by_address(const void *a, const void *b)
{
    return addr_compare(*(const struct addr *)a, *(const struct addr *)b);
}

static int by_table(const void *a, const void *b)
{
    const struct ir_origin *x = a, *y = b;
    if (x->table != y->table)
        return x->table < y->table ? -1 : 1;
    if (x->prefix != y->prefix)
        return x->prefix < y->prefix ? -1 : 1;
    return x->rank < y->rank ? -1 : x->rank > y->rank;
}

/* Unique prefixes, sorted; origins and what rests on the IGP renumbered to them, origins sorted. */
static void number_prefixes(struct lowering *l)
{
    uint32_t count = l->origin_prefixes.count, unique = 0;
    struct prefix *all = arena_array(l->arena, struct prefix, count);
    if (count > 0)
        memcpy(all, l->origin_prefixes.at, count * sizeof *all);
    qsort(all, count, sizeof *all, by_prefix);
    for (uint32_t i = 0; i < count; i++)
        if (unique == 0 || prefix_compare(all[unique - 1], all[i]) != 0)
            all[unique++] = all[i];
    l->ir->prefixes = all;
    l->ir->prefix_count = unique;
    for (uint32_t i = 0; i < l->origins.count; i++)
        l->origins.at[i].prefix = ir_find_prefix(l->ir, l->origin_prefixes.at[l->origins.at[i].prefix]);
    for (uint32_t i = 0; i < l->sessions.count; i++) {
        struct ir_session *s = &l->sessions.at[i];
        if (s->has_via)
            s->via = s->hop.target = ir_find_prefix(l->ir, l->origin_prefixes.at[s->via]);
    }
    if (l->origins.count > 0)
        qsort(l->origins.at, l->origins.count, sizeof *l->origins.at, by_table);
    l->ir->origins = l->origins.at;
    l->ir->origin_count = l->origins.count;
}

struct cuts {
    VEC(struct addr) at; /* first addresses of atoms */
};

static void cut_at(struct lowering *l, struct cuts *cuts, struct prefix p)
{
    bool overflow;
    struct addr after = addr_next(prefix_last(p), &overflow);
    vec_push(l->arena, &cuts->at, prefix_first(p));
    if (!overflow)
        vec_push(l->arena, &cuts->at, after);
}

static struct cuts all_cuts(struct lowering *l)
{
    struct cuts cuts = {{0}};
    cut_at(l, &cuts, (struct prefix){{0, 0, ADDR_IPV4}, 0});
    cut_at(l, &cuts, (struct prefix){{0, 0, ADDR_IPV6}, 0});
    for (uint32_t i = 0; i < l->ir->prefix_count; i++)
        cut_at(l, &cuts, l->ir->prefixes[i]);
    for (uint32_t i = 0; i < lower_special_count(); i++)
        cut_at(l, &cuts, lower_special_range(i));
    qsort(cuts.at.at, cuts.at.count, sizeof *cuts.at.at, by_address);
    uint32_t unique = 0;
    for (uint32_t i = 0; i < cuts.at.count; i++)
        if (unique == 0 || addr_compare(cuts.at.at[unique - 1], cuts.at.at[i]) != 0)
            cuts.at.at[unique++] = cuts.at.at[i];
    cuts.at.count = unique;
    return cuts;
}

/* The prefixes of all sites that lie in no other one, sorted; asked for addresses in ascending order. */
struct declared {
    VEC(struct prefix) at;
    uint32_t next; /* the first that ends at or behind the last address */
};

static struct declared declared_prefixes(struct lowering *l)
{
    struct declared d = {{0}, 0};
    uint32_t outer = 0;
    for (uint32_t s = 0; s < l->ir->site_count; s++)
        for (uint32_t p = 0; p < l->ir->sites[s].prefix_count; p++)
            vec_push(l->arena, &d.at, l->ir->sites[s].prefixes[p]);
    if (d.at.count > 0)
        qsort(d.at.at, d.at.count, sizeof *d.at.at, by_prefix);
    for (uint32_t i = 0; i < d.at.count; i++)
        if (outer == 0 || !prefix_covers(d.at.at[outer - 1], d.at.at[i]))
            d.at.at[outer++] = d.at.at[i];
    d.at.count = outer;
    return d;
}

static bool is_declared(struct declared *d, struct addr a)
{
    while (d->next < d->at.count && addr_compare(prefix_last(d->at.at[d->next]), a) < 0)
        d->next++;
    return d->next < d->at.count && prefix_holds(d->at.at[d->next], a);
}

/*
 * The prefixes that hold `a`, longest first. `open` is a stack of the prefixes around the last address:
 * sorted prefixes nest, so those that hold `a` are what remains after closing the ones that ended, plus the
 * ones that begin.
 */
struct sweep {
    uint32_t *open;
    uint32_t depth;
    uint32_t next;
};

static void sweep_to(const struct ir *ir, struct sweep *s, struct addr a)
{
    while (s->depth > 0 && !prefix_holds(ir->prefixes[s->open[s->depth - 1]], a))
        s->depth--;
    while (s->next < ir->prefix_count && addr_compare(prefix_first(ir->prefixes[s->next]), a) <= 0) {
        uint32_t p = s->next++;
        if (prefix_holds(ir->prefixes[p], a))
            s->open[s->depth++] = p;
    }
}

static uint32_t class_for(struct lowering *l, struct map *keys, const struct sweep *s, struct declared *d,
                          struct addr a, struct ir_class_info *classes, uint32_t *count)
{
    uint32_t *key = arena_array(l->arena, uint32_t, s->depth + 1), id;
    bool internet = addr_is_global(a) && !is_declared(d, a) && !lower_is_public(l, a);
    for (uint32_t i = 0; i < s->depth; i++)
        key[i] = s->open[s->depth - 1 - i];
    key[s->depth] = internet ? IR_NONE : IR_NONE - a.family;
    if (map_get(keys, key, (s->depth + 1) * sizeof *key, &id))
        return id;
    id = (*count)++;
    classes[id] = (struct ir_class_info){key, s->depth, a, internet};
    map_put(keys, key, (s->depth + 1) * sizeof *key, id);
    return id;
}

void lower_classes(struct lowering *l)
{
    number_prefixes(l);
    struct cuts cuts = all_cuts(l);
    struct sweep sweep = {arena_array(l->arena, uint32_t, l->ir->prefix_count + 1), 0, 0};
    struct ir_atom *atoms = arena_array(l->arena, struct ir_atom, cuts.at.count);
    struct ir_class_info *classes = arena_array(l->arena, struct ir_class_info, cuts.at.count);
    struct declared declared = declared_prefixes(l);
    struct map *keys = map_new(l->arena);
    uint32_t class_count = 0;
    for (uint32_t i = 0; i < cuts.at.count; i++) {
        struct addr first = cuts.at.at[i];
        bool overflow, last_of_family = i + 1 == cuts.at.count || cuts.at.at[i + 1].family != first.family;
        sweep_to(l->ir, &sweep, first);
        atoms[i].first = first;
        atoms[i].last = last_of_family ? prefix_last((struct prefix){{0, 0, first.family}, 0})
                                       : addr_previous(cuts.at.at[i + 1], &overflow);
        atoms[i].class_id = class_for(l, keys, &sweep, &declared, first, classes, &class_count);
    }
    l->ir->atoms = atoms;
    l->ir->atom_count = cuts.at.count;
    l->ir->classes = classes;
    l->ir->class_count = class_count;
    l->ir->anonymous = IR_NONE;
    for (uint32_t i = 0; i < class_count; i++)
        if (classes[i].internet && l->ir->anonymous == IR_NONE)
            l->ir->anonymous = i;
}
