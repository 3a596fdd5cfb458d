/*
 * representatives: which addresses are alike, and where lengths around one of them are cut. What makes them alike is
 * said in the header. Assumes that everything of the design but announcers has been lowered, and no classes yet.
 */
#include "compiler/representatives.h"

#include <stdlib.h>
#include <string.h>

#define LENGTHS (128u + 2u)

struct finder {
    struct lowering *l;
    struct announcers *all;
    uint32_t limit;
    VEC(struct prefix) regions; /* addresses are alike that the same of these hold; sorted, each once */
    VEC(struct prefix) exact;   /* lengths of their own: sorted, each once */
    VEC(struct ir_prefix_match) matches; /* of filters and of what may be announced; sorted, each once */
    VEC(struct prefix) named;            /* by claims and sets */
    VEC(struct addr) samples;
    bool refused_too; /* a claim asks what is announced, whether or not it is accepted */
};

/* ---- lists ---- */

static int by_prefix(const void *a, const void *b)
{
    return prefix_compare(*(const struct prefix *)a, *(const struct prefix *)b);
}

static int by_match(const void *a, const void *b)
{
    const struct ir_prefix_match *x = a, *y = b;
    int order = prefix_compare(x->prefix, y->prefix);
    if (order != 0)
        return order;
    if (x->match != y->match)
        return x->match < y->match ? -1 : 1;
    return x->from != y->from ? x->from - y->from : x->to - y->to;
}

/* Sort, and keep one of each. Returns how many are left. */
static uint32_t sort_unique(void *at, uint32_t count, size_t size, int (*compare)(const void *, const void *))
{
    uint32_t kept = 0;
    char *items = at;
    if (count > 0)
        qsort(at, count, size, compare);
    for (uint32_t i = 0; i < count; i++)
        if (kept == 0 || compare(items + (kept - 1) * size, items + i * size) != 0)
            memmove(items + kept++ * size, items + i * size, size);
    return kept;
}

static void add_region(struct finder *f, struct prefix p)
{
    vec_push(f->l->arena, &f->regions, p);
}

static void add_exact(struct finder *f, struct prefix p)
{
    vec_push(f->l->arena, &f->exact, p);
    add_region(f, p);
}

static void add_match(struct finder *f, struct ir_prefix_match m)
{
    vec_push(f->l->arena, &f->matches, m);
}

/* ---- what the design tells apart ---- */

static void add_clauses(struct finder *f, const struct ir_clause *clauses, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        for (uint32_t p = 0; p < clauses[i].prefix_count; p++)
            add_match(f, clauses[i].prefixes[p]);
}

static void add_filters(struct finder *f)
{
    for (uint32_t i = 0; i < f->l->sessions.count; i++) {
        const struct ir_session *s = &f->l->sessions.at[i];
        add_clauses(f, s->exports, s->export_count);
        add_clauses(f, s->export_policy, s->export_policy_count);
        add_clauses(f, s->imports, s->import_count);
        add_clauses(f, s->import_policy, s->import_policy_count);
    }
    for (uint32_t i = 0; i < f->all->at.count; i++) {
        const struct announcer *a = &f->all->at.at[i];
        const struct model_end *e = &a->connection->ends[a->side];
        for (uint32_t r = 0; r < e->may_advertise.count; r++) {
            const struct model_range *range = &e->may_advertise.at[r];
            struct ir_prefix_match m = {range->prefix, IR_MATCH_RANGE, range->from, range->to};
            add_match(f, m);
        }
    }
}

/* Addresses that share more bits with a prefix that is compared by overlap have more lengths that overlap. */
static void add_match_regions(struct finder *f, const struct ir_prefix_match *m)
{
    add_region(f, m->prefix);
    for (uint8_t length = 1; m->match == IR_MATCH_OVERLAP && length < m->prefix.length; length++)
        add_region(f, prefix_of(m->prefix.address, length));
}

static void add_design(struct finder *f)
{
    const struct model *m = f->l->m;
    static const struct prefix defaults[] = {{{0, 0, ADDR_IPV4}, 0}, {{0, 0, ADDR_IPV6}, 0}};
    for (uint32_t i = 0; i < 2; i++)
        add_exact(f, defaults[i]);
    for (uint32_t i = 0; i < f->l->origins.count; i++)
        add_exact(f, f->l->origin_prefixes.at[f->l->origins.at[i].prefix]);
    for (uint32_t i = 0; i < f->l->origin_prefixes.count; i++)
        add_region(f, f->l->origin_prefixes.at[i]);
    for (uint32_t i = 0; i < m->sites.count; i++)
        for (uint32_t p = 0; p < m->sites.at[i].prefixes.count; p++)
            add_region(f, m->sites.at[i].prefixes.at[p].prefix);
    for (uint32_t i = 0; i < m->subnets.count; i++)
        for (uint32_t p = 0; p < m->subnets.at[i].prefixes.count; p++)
            add_region(f, m->subnets.at[i].prefixes.at[p].prefix);
    for (uint32_t i = 0; i < f->matches.count; i++)
        add_match_regions(f, &f->matches.at[i]);
    for (uint32_t i = 0; i < lower_special_count(); i++)
        add_region(f, lower_special_range(i));
}

static bool about_routes(enum ast_kind kind)
{
    return kind >= AST_ASSERT_LEARNS && kind <= AST_ASSERT_ADVERTISES;
}

/* What claims and sets name: prefixes, those of claims about routes exactly, and addresses. */
static void add_named(struct finder *f, const struct ast *node, bool exactly)
{
    if (node->kind == AST_PREFIX && exactly)
        add_exact(f, node->prefix);
    else if (node->kind == AST_PREFIX)
        add_region(f, node->prefix);
    else if (node->kind == AST_ADDRESS)
        vec_push(f->l->arena, &f->samples, node->prefix.address);
    if (node->kind == AST_PREFIX)
        vec_push(f->l->arena, &f->named, node->prefix);
    f->refused_too |= node->kind == AST_ASSERT_ADVERTISES;
    bool inside = exactly || about_routes(node->kind) || node->kind == AST_LET;
    for (const struct ast *kid = node->kids; kid; kid = kid->next)
        add_named(f, kid, inside);
}

static void add_claims(struct finder *f)
{
    const struct model *m = f->l->m;
    for (uint32_t i = 0; i < m->claims.count; i++)
        add_named(f, m->claims.at[i], false);
    for (uint32_t i = 0; i < m->groups.count; i++)
        add_named(f, m->groups.at[i].node, false);
}

/* ---- samples ---- */

/* The last address of a region strictly inside `outer` that holds `a`, the widest; false when there is none. */
static bool inner_region(const struct finder *f, struct prefix outer, struct addr a, struct addr *last)
{
    for (uint32_t i = 0; i < f->regions.count; i++) { /* shorter first where they begin alike */
        struct prefix r = f->regions.at[i];
        if (r.length > outer.length && prefix_covers(outer, r) && prefix_holds(r, a)) {
            *last = prefix_last(r);
            return true;
        }
    }
    return false;
}

/* Is `a` in `outer` and in no region inside it? */
static bool is_innermost(const struct finder *f, struct prefix outer, struct addr a)
{
    struct addr last;
    return prefix_holds(outer, a) && !inner_region(f, outer, a, &last);
}

static bool is_taken(const struct ir_site *s, struct addr a)
{
    for (uint32_t i = 0; i < s->taken_count; i++)
        if (addr_compare(s->taken[i], a) == 0)
            return true;
    return false;
}

/* Might a packet have this destination: is it somebody's in a site, or an address of the Internet? What sites have taken
 * for gateways, routers, appliances and load balancers counts where `taken_too` says so. */
static bool is_destination(const struct finder *f, struct addr a, bool taken_too)
{
    bool declared = false, taken = false;
    for (uint32_t i = 0; i < f->l->ir->site_count; i++) {
        const struct ir_site *s = &f->l->ir->sites[i];
        bool by_site = is_taken(s, a);
        taken = taken || by_site;
        for (uint32_t p = 0; p < s->prefix_count; p++) {
            if (!prefix_holds(s->prefixes[p], a))
                continue;
            if (!by_site)
                return true;
            declared = true;
        }
    }
    return taken ? taken_too : !declared && addr_is_global(a);
}

/* The first address of `outer` from `a` on that is in no region inside it. */
static bool next_innermost(const struct finder *f, struct prefix outer, struct addr *a)
{
    bool overflow = false;
    for (struct addr last; !overflow && prefix_holds(outer, *a);) {
        if (!inner_region(f, outer, *a, &last))
            return true;
        *a = addr_next(last, &overflow);
    }
    return false;
}

#define TAKEN_MAX 64u /* addresses of a region that are looked at */

/* The first destination of a region that is in none inside it; false when none is found. */
static bool find_sample(struct finder *f, struct prefix region, bool taken_too)
{
    struct addr a = prefix_first(region);
    bool overflow = false;
    for (uint32_t tries = 0; tries < TAKEN_MAX && !overflow && next_innermost(f, region, &a); tries++) {
        if (is_destination(f, a, taken_too)) {
            vec_push(f->l->arena, &f->samples, a);
            return true;
        }
        a = addr_next(a, &overflow);
    }
    return false;
}

/* One address of a region that is in none inside it, unless a host's is such. An appliance's address is a region by itself:
 * there and where all are taken, one that is taken stands for the rest. */
static void sample_region(struct finder *f, struct prefix region, uint32_t hosts)
{
    for (uint32_t i = 0; i < hosts; i++)
        if (is_innermost(f, region, f->samples.at[i]))
            return;
    if (!find_sample(f, region, false))
        find_sample(f, region, true);
}

/* What a claim names has a sample, even where it is nobody's: tables can hold a route for it all the same. */
static void sample_named(struct finder *f, struct prefix named)
{
    for (uint32_t i = 0; i < f->samples.count; i++)
        if (is_innermost(f, named, f->samples.at[i]))
            return;
    struct addr a = prefix_first(named);
    if (!next_innermost(f, named, &a))
        a = prefix_first(named);
    vec_push(f->l->arena, &f->samples, a);
}

/* Hosts come first: a site stands for each of its addresses, and its hosts are shown. */
static void find_samples(struct finder *f)
{
    const struct model *m = f->l->m;
    for (uint32_t s = 0; s < m->sites.count; s++)
        for (uint32_t h = 0; h < m->sites.at[s].hosts.count; h++)
            vec_push(f->l->arena, &f->samples, m->sites.at[s].hosts.at[h].address);
    uint32_t hosts = f->samples.count;
    add_claims(f);
    f->regions.count = sort_unique(f->regions.at, f->regions.count, sizeof *f->regions.at, by_prefix);
    f->exact.count = sort_unique(f->exact.at, f->exact.count, sizeof *f->exact.at, by_prefix);
    for (uint32_t i = 0; i < f->regions.count; i++)
        sample_region(f, f->regions.at[i], hosts);
    for (uint32_t i = 0; i < f->named.count; i++)
        sample_named(f, f->named.at[i]);
}

/* ---- lengths around one address ---- */

/* The number of first bits that an address shares with a prefix, its length at most. */
static uint8_t shared_bits(struct prefix p, struct addr a)
{
    uint8_t bits = 0;
    while (bits < p.length && prefix_holds(prefix_of(p.address, (uint8_t)(bits + 1)), a))
        bits++;
    return bits;
}

/* Mark the lengths at which something changes for prefixes around `a`. */
static void cut_lengths(const struct finder *f, struct addr a, bool *cut)
{
    for (uint32_t i = 0; i < f->exact.count; i++)
        if (prefix_holds(f->exact.at[i], a))
            cut[f->exact.at[i].length] = cut[f->exact.at[i].length + 1] = true;
    for (uint32_t i = 0; i < f->matches.count; i++) {
        const struct ir_prefix_match *m = &f->matches.at[i];
        bool inside = prefix_holds(m->prefix, a);
        if (m->match == IR_MATCH_RANGE && inside)
            cut[m->from] = cut[m->to + 1] = true;
        else if (m->match == IR_MATCH_OVERLAP && !inside && m->prefix.address.family == a.family)
            cut[shared_bits(m->prefix, a) + 1] = true;
    }
}

static bool may_announce(const struct announcer *a, struct prefix p)
{
    const struct model_end *e = &a->connection->ends[a->side];
    for (uint32_t i = 0; i < e->may_advertise.count; i++) {
        const struct model_range *r = &e->may_advertise.at[i];
        if (prefix_covers(r->prefix, p) && r->from <= p.length && p.length <= r->to)
            return true;
    }
    return false;
}

/* Might a clause match an announcement of the prefix? */
static bool clause_may_match(const struct ir_clause *c, struct prefix p)
{
    for (uint32_t i = 0; i < c->prefix_count; i++) {
        const struct ir_prefix_match *m = &c->prefixes[i];
        if (m->match == IR_MATCH_OVERLAP
                ? prefix_overlaps(m->prefix, p)
                : prefix_covers(m->prefix, p) && m->from <= p.length && p.length <= m->to)
            return true;
    }
    return c->prefix_count == 0;
}

/* Might a filter let an announcement of the prefix in? What a clause asks of the route beside its prefix may hold or
 * not. */
static bool may_pass(const struct ir_clause *clauses, uint32_t count, struct prefix p)
{
    for (uint32_t i = 0; i < count; i++) {
        const struct ir_clause *c = &clauses[i];
        if (!clause_may_match(c, p))
            continue;
        if (c->permit)
            return true;
        if (!c->tags_any && !c->tags_all && !c->tags_none && c->path_asn_count == 0 && c->guard.count == 0)
            return false;
    }
    return false;
}

/* Does it make a difference that the announcer announces the prefix? Not when everybody who hears it refuses it. */
static bool is_noticed(const struct finder *f, const struct announcer *a, struct prefix p)
{
    for (uint32_t i = 0; i < f->l->sessions.count && !f->refused_too; i++) {
        const struct ir_session *s = &f->l->sessions.at[i];
        if (s->from == a->table && may_pass(s->imports, s->import_count, p) &&
            (s->import_policy_count == 0 || may_pass(s->import_policy, s->import_policy_count, p)))
            return true;
    }
    return f->refused_too;
}

static void add_prefix(struct finder *f, struct announcer *a, struct prefix p)
{
    for (uint32_t i = 0; i < a->prefixes.count; i++)
        if (prefix_compare(a->prefixes.at[i], p) == 0)
            return;
    if (a->prefixes.count <= f->limit)
        vec_push(f->l->arena, &a->prefixes, p);
}

/* Prefixes around `a` of the lengths `from` to `to` are alike. */
static void add_interval(struct finder *f, struct addr a, uint8_t from, uint8_t to)
{
    struct bits speakers = bits_new(f->l->arena, f->all->at.count);
    uint32_t count = 0;
    for (uint32_t i = 0; i < f->all->at.count; i++) {
        const struct announcer *one = &f->all->at.at[i];
        if (may_announce(one, prefix_of(a, to)) && is_noticed(f, one, prefix_of(a, to))) {
            bits_add(speakers, i);
            count++;
        }
    }
    for (uint32_t n = 0; n < count && n <= (uint32_t)(to - from); n++)
        for (uint32_t i = 0; i < f->all->at.count; i++)
            if (bits_has(speakers, i))
                add_prefix(f, &f->all->at.at[i], prefix_of(a, (uint8_t)(to - n)));
}

static void add_around(struct finder *f, struct addr a)
{
    bool cut[LENGTHS] = {false};
    uint8_t bits = addr_bits(a.family);
    cut_lengths(f, a, cut);
    for (uint32_t from = 0, next = 1; next <= bits + 1u; next++) {
        if (next <= bits && !cut[next])
            continue;
        add_interval(f, a, (uint8_t)from, (uint8_t)(next - 1));
        from = next;
    }
}

void representatives_find(struct lowering *l, struct announcers *all, uint32_t limit)
{
    struct finder f = {.l = l, .all = all, .limit = limit};
    add_filters(&f);
    f.matches.count = sort_unique(f.matches.at, f.matches.count, sizeof *f.matches.at, by_match);
    add_design(&f);
    find_samples(&f);
    for (uint32_t i = 0; i < f.samples.count; i++)
        add_around(&f, f.samples.at[i]);
    for (uint32_t i = 0; i < all->at.count; i++) {
        struct announcer *a = &all->at.at[i];
        a->prefixes.count = sort_unique(a->prefixes.at, a->prefixes.count, sizeof *a->prefixes.at, by_prefix);
    }
}

bool representatives_originated(const struct lowering *l, struct prefix p)
{
    for (uint32_t i = 0; i < l->origins.count; i++)
        if (prefix_compare(l->origin_prefixes.at[l->origins.at[i].prefix], p) == 0)
            return true;
    return false;
}
