/*
 * afterwards: warnings that need the verdicts: what the design says beyond its claims and does not have to say.
 *
 * Added to the diagnostics of the compilation once all claims are judged and before anything is printed.
 */
#include "report/report.h"

/* Is everything that the waiver covers proved? Not told of what this run leaves out. */
static bool all_proved(const struct report *r, const struct claim_waiver *w)
{
    for (uint32_t i = 0; i < r->claims->count; i++)
        if (r->claims->at[i].waiver == w && (!report_shows(r, i) || r->verdicts[i].outcome != OUTCOME_PROVED))
            return false;
    return true;
}

static void warn_waivers(const struct report *r)
{
    for (uint32_t i = 0; i < r->claims->waiver_count; i++) {
        const struct claim_waiver *w = &r->claims->waivers[i];
        if (all_proved(r, w))
            diag_add(r->compilation->diags, DIAG_WAIVER_NOT_NEEDED, w->span,
                     "the waiver of `%s` is not needed any more: what it covers is proved", w->name);
    }
}

/* A claim that follows from a proved one adds nothing. (From a refuted one it does.) */
static void warn_implied(const struct report *r)
{
    for (uint32_t i = 0; i < r->claims->count; i++) {
        const struct claim *c = &r->claims->at[i];
        uint32_t other = c->implied_by;
        if (other == IR_NONE || r->verdicts[i].vacuous || !report_shows(r, i) || !report_shows(r, other) ||
            r->verdicts[other].outcome != OUTCOME_PROVED)
            continue;
        struct diag *d = diag_add(r->compilation->diags, DIAG_CLAIM_IMPLIED, c->span,
                                  "claim `%s` adds nothing: it follows from `%s`, which is proved", c->name,
                                  r->claims->at[other].name);
        diag_label(r->compilation->diags, d, r->claims->at[other].span, "`%s`", r->claims->at[other].name);
    }
}

void report_afterwards(const struct report *r)
{
    if (!r->claims || !r->verdicts)
        return;
    warn_waivers(r);
    warn_implied(r);
}
