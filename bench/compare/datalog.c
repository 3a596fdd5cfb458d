/*
 * datalog: network-optimised Datalog as a comparison engine (Lopes, Bjorner, Godefroid, Jayaraman, Varghese: "Checking
 * Beliefs in Dynamic Networks", NSDI 2015), by the same engine in Z3: fp.engine=datalog with the relation `doc`, a
 * difference of cubes of ternary bits.
 *
 * It looks at one data plane, that of the failure-free stable state, which the simulator gives. A header is the 32
 * bits of a destination address. For each table t that packets may come to there is a relation, with a rule for each
 * prefix in use:
 *
 *   May_t(h)  :- h is forwarded at t by prefix p, May_u(h)                one rule for each next hop u
 *   Good_t(h) :- h is forwarded at t by prefix p, Good_u1(h), Good_u2(h)  one rule for all next hops of p
 *
 * So May says that some branch is delivered and Good that every branch is; a loop is neither, being a least fixpoint.
 * A query asks whether some pair breaks the claim. Claims with failures, open settings, qualifiers, or several stable
 * states are unsupported, and so are those about routes.
 */
#include "bench/compare/datalog_rules.h"
#include "bench/compare/engine.h"
#include "compiler/simulate.h"

/* Why the engine cannot judge this claim; NULL: it can. */
static const char *unsupported(const struct ir *ir, const struct claim *c)
{
    if (!claim_is_flow(c->kind))
        return "claims about routes";
    if (c->kind == CLAIM_ONLY_VIA || c->kind == CLAIM_SYMMETRIC || c->kind == CLAIM_PATH ||
        c->kind == CLAIM_NO_LOOPS || c->kind == CLAIM_NO_BLACKHOLES)
        return "claims about ways";
    if (c->via_count > 0 || c->over_count > 0 || c->avoiding.count > 0 || c->has_max_hops || c->has_max_delay)
        return "qualifiers";
    if (claim_has_choices(ir, c))
        return "failures, open settings or announcements";
    return flow_unsupported(ir, c);
}

/* A class that is an end in two sites would be delivered in either for both; addresses of routers are no tables'. */
static const char *unsupported_ends(const struct ir *ir, const struct claim *c)
{
    struct arena *scratch = arena_create();
    uint32_t *site = arena_array(scratch, uint32_t, ir->class_count);
    const char *why = NULL;
    for (uint32_t k = 0; k < ir->class_count; k++)
        site[k] = IR_NONE;
    struct flow_cursor at = {0};
    while (!why && flow_next(c, &at)) {
        const struct flow_end *ends[] = {at.a, at.b};
        for (uint32_t i = 0; i < 2 && !why; i++) {
            uint32_t class_id = ends[i]->class_id;
            if (ends[i]->kind != FLOW_SITE || ir_router_at(ir, ends[i]->site, class_id) != IR_NONE)
                why = "addresses of routers, or in no site";
            else if (ends[i]->sample.family != ADDR_IPV4)
                why = "IPv6";
            else if (site[class_id] != IR_NONE && site[class_id] != ends[i]->site)
                why = "the same addresses in two sites";
            site[class_id] = ends[i]->site;
        }
    }
    arena_destroy(scratch);
    return why;
}

/* One query in a context of its own: is a violation found by the rules that `add` makes? */
typedef void add_violations(struct rules *r, const struct claim *c);

static enum engine_outcome ask(const struct sim_state *s, const struct claim *c, add_violations *add)
{
    struct arena *arena = arena_create();
    struct rules *r = rules_new(arena, s, c);
    add(r, c);
    enum engine_outcome outcome = rules_query(r);
    rules_free(r);
    arena_destroy(arena);
    return outcome;
}

static void add_losses(struct rules *r, const struct claim *c)
{
    rules_violate_each(r, &c->from, &c->to, RULES_GOOD);
}

static void add_losses_both_ways(struct rules *r, const struct claim *c)
{
    rules_violate_each(r, &c->from, &c->to, RULES_GOOD);
    rules_violate_each(r, &c->to, &c->from, RULES_GOOD);
}

static void add_deliveries(struct rules *r, const struct claim *c)
{
    rules_violate_each(r, &c->from, &c->to, RULES_MAY);
}

static void add_deliveries_both_ways(struct rules *r, const struct claim *c)
{
    rules_violate_each(r, &c->from, &c->to, RULES_MAY);
    rules_violate_each(r, &c->to, &c->from, RULES_MAY);
}

/* Every pair has a rule of its own here, since request and reply have different headers. */
static void add_exchanges(struct rules *r, const struct claim *c)
{
    struct flow_cursor at = {0};
    while (flow_next(c, &at) && !limit_is_over())
        rules_violate_exchange(r, at.a, at.b);
}

static enum engine_outcome judge_in(const struct sim_state *s, const struct claim *c)
{
    enum engine_outcome first;
    switch (c->kind) {
    case CLAIM_CAN_SEND:
        return ask(s, c, add_losses);
    case CLAIM_CAN_REACH:
        return ask(s, c, add_losses_both_ways);
    case CLAIM_CANNOT_SEND:
        return ask(s, c, add_deliveries);
    case CLAIM_ISOLATED:
        return ask(s, c, add_deliveries_both_ways);
    case CLAIM_CANNOT_REACH: /* mostly requests are lost, and no more has to be asked */
        first = ask(s, c, add_deliveries);
        return first == ENGINE_REFUTED ? ask(s, c, add_exchanges) : first;
    case CLAIM_ONE_WAY:
        first = ask(s, c, add_losses);
        return first == ENGINE_PROVED ? ask(s, c, add_exchanges) : first;
    default:
        return ENGINE_UNSUPPORTED;
    }
}

struct engine_answer datalog_judge(struct engine_run *run, const struct claim *c)
{
    const char *why = unsupported(run->ir, c);
    if (!why)
        why = unsupported_ends(run->ir, c);
    if (why)
        return engine_says(ENGINE_UNSUPPORTED, why);
    struct arena *arena = arena_create();
    bool several;
    const struct sim_state *s = sim_first(arena, run->ir, claim_usual(arena, run->ir, c), NULL, &several);
    struct engine_answer answer = engine_says(ENGINE_UNSUPPORTED, "several stable states");
    if (!s)
        answer = engine_says(ENGINE_UNKNOWN, "no stable state");
    else if (!several)
        answer = engine_says(judge_in(s, c), "");
    if (answer.outcome == ENGINE_UNKNOWN && s)
        answer.words = limit_is_over() ? "limit of time" : "Z3 gave up";
    arena_destroy(arena);
    return answer;
}
