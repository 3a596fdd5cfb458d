/*
 * report: counting verdicts, and the exit status that follows from them.
 *
 * Assumes verdicts for all shown claims. Nothing is printed here: all formats and the exit status read
 * the same answers.
 */
#include "report/report.h"

#include <stdlib.h>
#include <string.h>

#include "report/mutation.h"

bool report_shows(const struct report *r, uint32_t i)
{
    return !r->shown || r->shown[i];
}

bool report_claim_ok(const struct report *r, uint32_t i)
{
    enum outcome wanted = r->claims->at[i].expect == CLAIM_EXPECT_REFUTED ? OUTCOME_REFUTED : OUTCOME_PROVED;
    return r->verdicts[i].outcome == wanted || report_claim_waived(r, i);
}

/* A waiver never covers what is expected to be refuted, nor what is unknown. */
bool report_claim_waived(const struct report *r, uint32_t i)
{
    return r->verdicts[i].outcome == OUTCOME_REFUTED && r->claims->at[i].waiver && !r->no_waivers;
}

static void count_claim(struct report_counts *n, const struct report *r, uint32_t i)
{
    bool ok = report_claim_ok(r, i);
    n->claims++;
    n->not_ok += !ok;
    if (report_claim_waived(r, i)) {
        n->waived++;
        return;
    }
    switch (r->verdicts[i].outcome) {
    case OUTCOME_PROVED:
        n->proved++;
        n->unexpected += !ok;
        break;
    case OUTCOME_REFUTED:
        n->refuted++;
        n->expected += ok;
        break;
    case OUTCOME_UNKNOWN:
        n->unknown++;
        break;
    case OUTCOME_ERROR:
        n->errors++;
        break;
    }
}

void report_counts_add(struct report_counts *sum, const struct report *r)
{
    for (uint32_t i = 0; r->claims && i < r->claims->count; i++)
        if (report_shows(r, i))
            count_claim(sum, r, i);
}

struct report_counts report_count(const struct report *r)
{
    struct report_counts n = {0};
    report_counts_add(&n, r);
    return n;
}

/* ---- exit status ---- */

/* A claim that came out contrary to what is wanted, and matters enough. */
static bool fails_run(const struct report *r, uint32_t i)
{
    enum outcome outcome = r->verdicts[i].outcome;
    bool decided = outcome == OUTCOME_PROVED || outcome == OUTCOME_REFUTED;
    return decided && !report_claim_ok(r, i) && r->claims->at[i].severity >= r->fail_on;
}

int report_status(const struct report *r)
{
    if (r->compilation->expected_fact_count > 0)
        return report_unexpected_errors(r->compilation) ? 1 : 0;
    if (!r->claims)
        return 2;
    struct report_counts n = report_count(r);
    if (n.errors > 0 || (r->mutation && r->mutation->error))
        return 4;
    for (uint32_t i = 0; i < r->claims->count; i++)
        if (report_shows(r, i) && fails_run(r, i))
            return 1;
    return n.unknown > 0 ? 3 : 0;
}

/* ---- designs that test the checks ---- */

/* Does a list like "F15 F19" hold this number? */
static bool facts_hold(const char *facts, uint32_t number)
{
    while (*facts) {
        char *end;
        if (strtoul(facts + (*facts == 'F'), &end, 10) == number)
            return true;
        facts = end + strspn(end, " ");
    }
    return false;
}

static bool is_expected(const struct compilation *c, const char *facts)
{
    for (uint32_t i = 0; i < c->expected_fact_count; i++)
        if (facts_hold(facts, c->expected_facts[i]))
            return true;
    return false;
}

static bool has_error_of(const struct diag *const *diags, uint32_t count, uint32_t fact)
{
    for (uint32_t i = 0; i < count; i++)
        if (diags[i]->severity == DIAG_ERROR && facts_hold(diag_info(diags[i]->code)->facts, fact))
            return true;
    return false;
}

const char *report_unexpected_errors(struct compilation *c)
{
    uint32_t count;
    const struct diag *const *diags = diag_sorted(c->diags, &count);
    for (uint32_t i = 0; i < count; i++) {
        const struct diag_info *info = diag_info(diags[i]->code);
        if (diags[i]->severity == DIAG_ERROR && !is_expected(c, info->facts))
            return arena_printf(c->arena, "NICC%04u was not expected", (unsigned)info->number);
    }
    for (uint32_t i = 0; i < c->expected_fact_count; i++)
        if (!has_error_of(diags, count, c->expected_facts[i]))
            return arena_printf(c->arena, "no error of F%u was reported", (unsigned)c->expected_facts[i]);
    return NULL;
}

bool report_meets_expected_errors(struct compilation *c)
{
    return c->expected_fact_count > 0 && !report_unexpected_errors(c);
}
