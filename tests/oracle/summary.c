/*
 * summary: the table at the end of a run.
 */
#include "tests/oracle/summary.h"

#include <stdio.h>

#include "compiler/ir.h"
#include "tests/oracle/variants.h"

static const char *kind_name(uint32_t kind)
{
    static const char *const names[CLAIM_KIND_COUNT] = {
        [CLAIM_CAN_REACH] = "can reach",
        [CLAIM_CANNOT_REACH] = "cannot reach",
        [CLAIM_CAN_SEND] = "can send to",
        [CLAIM_CANNOT_SEND] = "cannot send to",
        [CLAIM_ISOLATED] = "isolated",
        [CLAIM_ONE_WAY] = "one way only",
        [CLAIM_ONLY_VIA] = "only via",
        [CLAIM_SYMMETRIC] = "symmetric",
        [CLAIM_PATH] = "path",
        [CLAIM_NO_LOOPS] = "no loops",
        [CLAIM_NO_BLACKHOLES] = "no blackholes",
        [CLAIM_LEARNS] = "learns",
        [CLAIM_NOT_LEARNS] = "not learn",
        [CLAIM_SELECTS] = "selects",
        [CLAIM_ADVERTISES] = "advertises",
        [CLAIM_NOT_ADVERTISES] = "not advertise",
        [CLAIM_ROUTES_TO] = "routes to",
        [CLAIM_ROUTES_THROUGH] = "routes through",
        [CLAIM_NOT_ROUTES] = "does not route",
        [CLAIM_STABLE] = "routing is stable",
    };
    return names[kind];
}

static void print_kinds(const struct trial_counts *c)
{
    printf("%-16s %8s %8s %8s %8s %8s\n", "claims", "all", "proved", "refuted", "unknown", "error");
    for (uint32_t k = 0; k < CLAIM_KIND_COUNT; k++) {
        printf("%-16s %8llu", kind_name(k), (unsigned long long)c->kinds[k]);
        for (uint32_t o = 0; o < TRIAL_OUTCOMES; o++)
            printf(" %8llu", (unsigned long long)c->verdicts[k][o]);
        printf("\n");
    }
}

static void print_aspects(const struct trial_counts *c)
{
    printf("claims that speak of (proved, refuted, unknown):");
    for (enum aspect a = 0; a < ASPECT_COUNT; a++)
        printf("%s %s %llu %llu %llu", a ? "," : "", aspect_text(a),
               (unsigned long long)c->aspects[a][OUTCOME_PROVED],
               (unsigned long long)c->aspects[a][OUTCOME_REFUTED],
               (unsigned long long)c->aspects[a][OUTCOME_UNKNOWN]);
    printf("\n");
}

static void print_rejected(const struct trial_counts *c)
{
    const char *separator = "rejected by";
    for (uint32_t n = 0; n < TRIAL_CODES; n++)
        if (c->codes[n] > 0) {
            printf("%s NICC%04u %llu", separator, n, (unsigned long long)c->codes[n]);
            separator = ",";
        }
    if (c->rejected > 0)
        printf("\n");
}

static void print_constructs(const struct summary *s)
{
    static const char *const texts[] = {
#define CONSTRUCT(name, text) text,
#include "tests/oracle/constructs.def"
#undef CONSTRUCT
    };
    printf("constructs (judged designs/claims in them):");
    for (uint32_t i = 0; i < CONSTRUCT_COUNT; i++)
        printf("%s %s %llu/%llu", i ? "," : "", texts[i], (unsigned long long)s->used[i],
               (unsigned long long)s->claims_of[i]);
    printf("\n");
}

/* Of the rules that give or prefer something (36xx, 37xx) few are reasons of a counterexample. */
static void print_rules(const struct trial_counts *c)
{
    printf("rules that counterexamples name:");
    for (uint32_t rule = 0; rule < RULE_COUNT; rule++)
        if (c->rules[rule] > 0)
            printf(" NICC%u %llu", rule_info(rule)->number, (unsigned long long)c->rules[rule]);
    printf("; none names:");
    for (uint32_t rule = 0; rule < RULE_COUNT; rule++) {
        uint32_t group = rule_info(rule)->number / 100;
        if (c->rules[rule] == 0 && group != 36 && group != 37)
            printf(" NICC%u", rule_info(rule)->number);
    }
    printf("\n");
}

static void print_variants(const struct trial_counts *c)
{
    printf("variants with the same verdicts:");
    for (enum variant v = 0; v < VARIANT_COUNT; v++)
        printf("%s %s %llu", v ? "," : "", variant_text(v), (unsigned long long)c->variants[v]);
    printf("\n");
}

void summary_print(const struct summary *s)
{
    const struct trial_counts *c = &s->counts;
    print_kinds(c);
    if (s->drawn)
        print_constructs(s);
    print_aspects(c);
    print_rejected(c);
    print_variants(c);
    print_rules(c);
    printf("%llu environments and %llu states gone through, %llu claims cut at a limit\n",
           (unsigned long long)c->environments, (unsigned long long)c->states, (unsigned long long)c->cut);
    printf("%llu claims vacuous, %llu related to others, %llu with a one-way path, %llu where TCP may stall, "
           "%llu unknown without a "
           "stable "
           "state, %llu for a limit\n",
           (unsigned long long)c->vacuous, (unsigned long long)c->related, (unsigned long long)c->one_way,
           (unsigned long long)c->may_stall, (unsigned long long)c->unstable, (unsigned long long)c->limits);
    printf("declarations taken away: %llu that a proof needs, %llu that it does not\n",
           (unsigned long long)c->needed, (unsigned long long)c->not_needed);
    printf("oracle: %llu designs, %llu rejected, %llu claims; %llu passed, %llu failed\n",
           (unsigned long long)c->designs, (unsigned long long)c->rejected, (unsigned long long)c->claims,
           (unsigned long long)(c->designs - s->failed), (unsigned long long)s->failed);
}
