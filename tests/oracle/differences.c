/*
 * differences: draws a mutant, compares, and judges single flows. What an address is in a design is found here in another
 * way than the comparison does it, from the prefixes of sites and subnets.
 */
#include "tests/oracle/differences.h"

#include <string.h>

#include "base/vec.h"
#include "compiler/difference.h"
#include "compiler/mutate.h"
#include "tests/oracle/rng.h"

#define MUTANT_TRIES 8u
#define FLOWS 40u      /* judged for one mutant */
#define STATES_MAX 16u /* more are not compared */

struct check {
    struct arena *arena;   /* for words about what is wrong */
    struct arena *scratch; /* for all else */
    struct rng rng;
    struct difference_side sides[2];
    struct difference difference;
    const char *change;
};

/* One side of a flow: an address of a site, of the Internet, or an appliance. */
struct place {
    const char *site;      /* or NULL */
    const char *appliance; /* or NULL */
    struct addr address;
    bool there[2];
    struct flow_end ends[2];
};

/* ---- what an address is ---- */

static const struct ir *ir_of(const struct check *k, int side)
{
    return k->sides[side].design->ir;
}

static const struct ir_site *site_of(const struct check *k, int side, const char *name)
{
    for (uint32_t i = 0; i < ir_of(k, side)->site_count; i++)
        if (strcmp(ir_of(k, side)->sites[i].name, name) == 0)
            return &ir_of(k, side)->sites[i];
    return NULL;
}

static bool is_taken(const struct ir_site *s, struct addr a)
{
    for (uint32_t i = 0; s && i < s->taken_count; i++)
        if (addr_compare(s->taken[i], a) == 0)
            return true;
    return false;
}

static bool is_host(const struct ir_site *s, struct addr a)
{
    for (uint32_t i = 0; s && i < s->host_count; i++)
        if (addr_compare(s->hosts[i].address, a) == 0)
            return true;
    return false;
}

static bool in_endpoint(const struct ir_site *s, struct addr a)
{
    bool inside = false;
    for (uint32_t i = 0; s->subnet_count == 0 && i < s->prefix_count; i++)
        inside = inside || prefix_holds(s->prefixes[i], a);
    for (uint32_t i = 0; i < s->subnet_count; i++)
        for (uint32_t p = 0; !s->subnets[i].is_reserved && p < s->subnets[i].prefix_count; p++)
            inside = inside || prefix_holds(s->subnets[i].prefixes[p], a);
    return inside;
}

/* The end of this class among those of a name. */
static bool end_of(const struct check *k, int side, const char *name, struct addr a, struct flow_end *out)
{
    struct claim_set set;
    const char *why;
    if (!compile_endpoint(k->sides[side].design, name, &set, &why))
        return false;
    for (uint32_t m = 0; m < set.count; m++)
        for (uint32_t i = 0; i < set.members[m].end_count; i++)
            if (set.members[m].ends[i].class_id == ir_class_of(ir_of(k, side), a)) {
                *out = set.members[m].ends[i];
                return true;
            }
    return false;
}

static bool site_end(const struct check *k, int side, const struct place *p, struct flow_end *out)
{
    const struct ir_site *mine = site_of(k, side, p->site), *other = site_of(k, 1 - side, p->site);
    if (!mine || !in_endpoint(mine, p->address) || is_taken(mine, p->address) ||
        (is_taken(other, p->address) && !is_host(mine, p->address)))
        return false;
    return end_of(k, side, p->site, p->address, out);
}

static bool appliance_end(const struct check *k, int side, const char *name, struct flow_end *out)
{
    struct claim_set set;
    const char *why;
    if (!compile_endpoint(k->sides[side].design, name, &set, &why) ||
        set.members[0].ends[0].kind != FLOW_APPLIANCE)
        return false;
    *out = set.members[0].ends[0];
    return true;
}

static void resolve(const struct check *k, struct place *p)
{
    for (int side = 0; side < 2; side++) {
        if (p->appliance)
            p->there[side] = appliance_end(k, side, p->appliance, &p->ends[side]);
        else if (p->site)
            p->there[side] = site_end(k, side, p, &p->ends[side]);
        else
            p->there[side] = ir_of(k, side)->classes[ir_class_of(ir_of(k, side), p->address)].internet &&
                             end_of(k, side, "internet", p->address, &p->ends[side]);
    }
}

/* ---- drawing ---- */

/* The first or last address of a stretch that some table tells from others. */
static struct addr draw_address(struct check *k)
{
    const struct ir *ir = ir_of(k, (int)rng_below(&k->rng, 2));
    const struct ir_atom *atom = &ir->atoms[rng_below(&k->rng, ir->atom_count)];
    return rng_chance(&k->rng, 70) ? atom->first : atom->last;
}

static bool is_public(const struct check *k, struct addr a)
{
    for (int side = 0; side < 2; side++)
        for (uint32_t i = 0; i < ir_of(k, side)->public_count; i++)
            if (addr_compare(ir_of(k, side)->publics[i].address, a) == 0)
                return true;
    return false;
}

static bool draw_place(struct check *k, struct place *p)
{
    const struct ir *ir = ir_of(k, (int)rng_below(&k->rng, 2));
    *p = (struct place){0};
    if (ir->appliance_count > 0 && rng_chance(&k->rng, 20))
        p->appliance = ir->appliances[rng_below(&k->rng, ir->appliance_count)].name;
    else if (ir->site_count > 0 && rng_chance(&k->rng, 85))
        p->site = ir->sites[rng_below(&k->rng, ir->site_count)].name;
    for (int tries = 0; tries < 50; tries++) {
        p->address = draw_address(k);
        resolve(k, p);
        if ((p->there[0] || p->there[1]) && (p->site || p->appliance || !is_public(k, p->address)))
            return true;
    }
    return false;
}

/* ---- judging one flow ---- */

/* Does the claim hold in all states? */
static bool holds(struct check *k, int side, enum claim_kind kind, const struct flow_end *from,
                  const struct flow_end *to, uint32_t service)
{
    const struct difference_side *s = &k->sides[side];
    struct claim_member source = {"source", from, 1}, destination = {"destination", to, 1};
    struct claim claim = {.name = "",
                          .text = "",
                          .span = SPAN_NONE,
                          .kind = kind,
                          .matrix = IR_NONE,
                          .from = {&source, 1},
                          .to = {&destination, 1},
                          .services = bits_new(k->scratch, ir_of(k, side)->service_count),
                          .table = IR_NONE,
                          .prefix = IR_NONE};
    struct witness ignored = {0};
    bool all = true;
    bits_add(claim.services, service);
    for (uint32_t i = 0; i < s->states.count && all; i++)
        all = sim_claim_holds(k->scratch, s->states.at[i], &claim, &ignored);
    return all;
}

static uint32_t facts_of(struct check *k, int side, const struct place *from, const struct place *to,
                         enum ir_protocol protocol, uint16_t port)
{
    const struct flow_end *a = &from->ends[side], *b = &to->ends[side];
    if (!from->there[side] || !to->there[side] || !claim_ends_pair(a, b))
        return 0;
    uint32_t service = ir_service_of(ir_of(k, side), protocol, port);
    return (holds(k, side, CLAIM_CANNOT_SEND, a, b, service) ? 0u : SIM_SENT) |
           (holds(k, side, CLAIM_CAN_SEND, a, b, service) ? SIM_ALL_SENT : 0u) |
           (holds(k, side, CLAIM_CANNOT_REACH, a, b, service) ? 0u : SIM_ANSWERED) |
           (holds(k, side, CLAIM_CAN_REACH, a, b, service) ? SIM_COMPLETE : 0u);
}

/* ---- rows ---- */

/* Is the name one of an endpoint's, of a part of it, or of something in a site of that name? */
static bool is_name_of(const char *name, const char *endpoint)
{
    size_t length = strlen(endpoint);
    return strncmp(name, endpoint, length) == 0 && strchr(". ", name[length]) != NULL;
}

static bool names_hold(const char *const *at, uint32_t count, const char *endpoint)
{
    for (uint32_t i = 0; i < count; i++)
        if (is_name_of(at[i], endpoint))
            return true;
    return false;
}

static const char *place_name(const struct place *p)
{
    return p->appliance ? p->appliance : p->site ? p->site : "internet";
}

static bool row_holds(const struct difference_row *r, const struct place *from, const struct place *to)
{
    const char *a = place_name(from), *b = place_name(to);
    bool there = names_hold(r->from, r->from_count, a) && names_hold(r->to, r->to_count, b);
    bool back = names_hold(r->from, r->from_count, b) && names_hold(r->to, r->to_count, a);
    return there || (r->both_ways && back);
}

static bool has_row(const struct difference *d, const struct place *from, const struct place *to,
                    uint32_t old, uint32_t new)
{
    for (uint32_t i = 0; i < d->row_count; i++)
        if (d->rows[i].facts[0] == old && d->rows[i].facts[1] == new &&row_holds(&d->rows[i], from, to))
            return true;
    return false;
}

/* ---- the checks ---- */

static struct trial wrong(const struct check *k, const char *what)
{
    return (struct trial){MISMATCH_DIFFERENCE, arena_printf(k->arena, "%s, %s\n", k->change, what)};
}

static struct trial good(void)
{
    return (struct trial){MISMATCH_NONE, ""};
}

static struct trial check_flow(struct check *k)
{
    struct place from, to;
    static const uint16_t ports[] = {1, 22, 53, 80, 443, 8080, 49152, 65535};
    if (!draw_place(k, &from) || !draw_place(k, &to))
        return good();
    bool same = strcmp(place_name(&from), place_name(&to)) == 0;
    if (same && (!from.site || addr_compare(from.address, to.address) == 0))
        return good();
    enum ir_protocol protocol = (enum ir_protocol)rng_below(&k->rng, IR_PROTOCOL_COUNT);
    bool has_port = protocol == IR_TCP || protocol == IR_UDP;
    uint16_t port = has_port ? ports[rng_below(&k->rng, sizeof ports / sizeof *ports)] : 0;
    uint32_t old = facts_of(k, 0, &from, &to, protocol, port),
             new = facts_of(k, 1, &from, &to, protocol, port);
    if (old == new || has_row(&k->difference, &from, &to, old, new))
        return good();
    char a[ADDR_TEXT_MAX], b[ADDR_TEXT_MAX];
    addr_print(from.address, a);
    addr_print(to.address, b);
    return wrong(k, arena_printf(k->arena, "no row for %s %s to %s %s, %s %u: facts %u, now %u",
                                 place_name(&from), a, place_name(&to), b, ir_protocol_name(protocol), port,
                                 old, new));
}

/* The flow of a row, where both its ends are in sites. */
static struct trial check_row(struct check *k, const struct difference_row *r)
{
    const struct difference_flow *f = &r->flow;
    for (int side = 0; side < 2; side++) {
        const struct difference_paths *p = &f->sides[side];
        bool sent = (r->facts[side] & SIM_SENT) != 0, all = (r->facts[side] & SIM_ALL_SENT) != 0;
        if (p->missing && r->facts[side] != 0)
            return wrong(
                k, arena_printf(k->arena, "a row from %s: facts of a flow that is missing", r->from[0]));
        if (!p->missing && ((!sent && p->forward.delivered) || (all && !p->forward.delivered)))
            return wrong(k,
                         arena_printf(k->arena, "a row from %s: the path contradicts the facts", r->from[0]));
        if (!p->missing && p->has_back && !(r->facts[side] & SIM_ANSWERED) && p->back.delivered)
            return wrong(k, arena_printf(k->arena, "a row from %s: an answer that there is not", r->from[0]));
    }
    return good();
}

static uint32_t count_kind(const struct difference *d, enum difference_kind kind)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < d->row_count; i++)
        count += d->rows[i].kind == kind;
    return count;
}

static struct trial check_mirror(struct check *k)
{
    const struct difference_side turned[2] = {k->sides[1], k->sides[0]},
                                 twice[2] = {k->sides[0], k->sides[0]};
    struct difference mirror = difference_find(k->scratch, turned), self = difference_find(k->scratch, twice);
    if (self.row_count > 0 || self.word != DIFFERENCE_EQUIVALENT)
        return wrong(k, "the design differs from itself");
    if ((count_kind(&mirror, DIFFERENCE_MORE) > 0) != (count_kind(&k->difference, DIFFERENCE_LESS) > 0) ||
        (count_kind(&mirror, DIFFERENCE_LESS) > 0) != (count_kind(&k->difference, DIFFERENCE_MORE) > 0) ||
        (count_kind(&mirror, DIFFERENCE_INCOMPARABLE) > 0) !=
            (count_kind(&k->difference, DIFFERENCE_INCOMPARABLE) > 0) ||
        (count_kind(&mirror, DIFFERENCE_OTHER_WAY) > 0) !=
            (count_kind(&k->difference, DIFFERENCE_OTHER_WAY) > 0))
        return wrong(k, "the other way round other things differ");
    return good();
}

static struct trial check_all(struct check *k)
{
    k->difference = difference_find(k->scratch, k->sides);
    struct trial t = check_mirror(k);
    for (uint32_t i = 0; i < k->difference.row_count && t.mismatch == MISMATCH_NONE; i++)
        t = check_row(k, &k->difference.rows[i]);
    for (uint32_t i = 0; i < FLOWS && t.mismatch == MISMATCH_NONE; i++)
        t = check_flow(k);
    return t;
}

/* ---- the mutant ---- */

/* Fill in the states of both designs; false when there are none, or too many. */
static bool settle(struct check *k)
{
    for (int side = 0; side < 2; side++) {
        struct difference_side *s = &k->sides[side];
        s->down = bits_new(k->scratch, s->design->ir->element_count);
        if (difference_states(k->scratch, s->design->ir, s->down, STATES_MAX, &s->states) != IR_NONE ||
            !s->states.complete)
            return false;
    }
    return true;
}

struct trial differences_hold(struct arena *arena, const struct compilation *c, uint64_t seed)
{
    struct check k = {.arena = arena, .scratch = arena_create(), .rng = rng_of(seed, 2)};
    struct compilation *design = compilation_beside(c), *mutant = NULL;
    struct mutants mutants = mutants_of(k.scratch, c->sources, c->ast);
    struct trial t = good();
    bool valid = false;
    for (uint32_t i = 0; i < MUTANT_TRIES && mutants.count > 0 && !valid; i++) {
        const struct mutant *m = &mutants.at[rng_below(&k.rng, mutants.count)];
        compilation_destroy(mutant);
        mutant = compilation_beside(c);
        mutant_apply(m);
        valid = compile_tree(mutant, c->design, mutants.tree);
        mutant_undo(m);
        k.change = m->change;
    }
    k.sides[0].design = design;
    k.sides[1].design = mutant;
    if (valid && compile_tree(design, c->design, c->ast) && settle(&k))
        t = check_all(&k);
    compilation_destroy(mutant);
    compilation_destroy(design);
    arena_destroy(k.scratch);
    return t;
}
