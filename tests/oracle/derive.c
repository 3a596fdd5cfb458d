/*
 * derive: most claims that are drawn blindly are refuted at once. Their opposites often hold until something
 * fails, and claims that hold are asked again with a larger budget: both end near the line between proved and
 * refuted.
 */
#include "tests/oracle/derive.h"

#define MOST_FAILURES 2u
#define MOST_ELEMENTS 26u /* that may fail twice: more make too many environments */

static bool opposite(enum claim_kind kind, enum claim_kind *other)
{
    static const enum claim_kind pairs[][2] = {{CLAIM_CAN_REACH, CLAIM_CANNOT_REACH},
                                               {CLAIM_CAN_SEND, CLAIM_CANNOT_SEND},
                                               {CLAIM_CAN_SEND, CLAIM_ISOLATED},
                                               {CLAIM_LEARNS, CLAIM_NOT_LEARNS},
                                               {CLAIM_ADVERTISES, CLAIM_NOT_ADVERTISES}};
    for (uint32_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        for (int side = 0; side < 2; side++)
            if (pairs[i][side] == kind) {
                *other = pairs[i][1 - side];
                return true;
            }
    return false;
}

static void allow_failures(struct claim *c, uint32_t failures)
{
    c->budgets[0].most = failures;
    if (c->budgets[0].classes == 0)
        c->budgets[0].classes = IR_CLASS_LINK | IR_CLASS_DEVICE; /* the default */
}

static bool turn_round(struct arena *arena, struct claim *c)
{
    if (!opposite(c->kind, &c->kind))
        return false;
    allow_failures(c, 1);
    c->text = arena_printf(arena, "(the opposite, under any 1 failure, of) %s", c->text);
    return true;
}

/* Proved, and some request arrives: perhaps all do. */
static bool send_one_way(struct arena *arena, struct claim *c)
{
    c->kind = CLAIM_ONE_WAY;
    c->text = arena_printf(arena, "(one way only, in place of) %s", c->text);
    return true;
}

static bool harden(struct arena *arena, const struct ir *ir, struct claim *c)
{
    uint32_t elements = 0;
    allow_failures(c, c->budgets[0].most + 1);
    for (uint32_t e = 0; e < ir->element_count; e++)
        elements += claim_may_fail(ir, c, e);
    c->text = arena_printf(arena, "(under any %u failures) %s", c->budgets[0].most, c->text);
    return c->budgets[0].most == 1 || (c->budgets[0].most <= MOST_FAILURES && elements <= MOST_ELEMENTS);
}

struct claim_list derive_claims(struct arena *arena, const struct ir *ir, const struct claim_list *claims,
                                const struct verdict *verdicts)
{
    struct claim *derived = arena_array(arena, struct claim, claims->count);
    uint32_t count = 0;
    for (uint32_t i = 0; i < claims->count; i++) {
        const struct verdict *v = &verdicts[i];
        bool at_once = v->outcome == OUTCOME_REFUTED && v->witness.changed_count == 0;
        derived[count] = claims->at[i];
        if ((at_once && turn_round(arena, &derived[count])) ||
            (v->has_one_way && send_one_way(arena, &derived[count])) ||
            (v->outcome == OUTCOME_PROVED && harden(arena, ir, &derived[count])))
            count++;
    }
    return (struct claim_list){.at = derived, .count = count};
}
