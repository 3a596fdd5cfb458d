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

void report_afterwards(const struct report *r)
{
    if (r->claims && r->verdicts)
        warn_waivers(r);
}
