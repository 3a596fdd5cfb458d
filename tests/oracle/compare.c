/*
 * compare: when a verdict agrees with an enumeration. Refuted claims must come with the fewest failures, and
 * the first of those by element numbers; proofs must not rest on environments without a stable state; unknown
 * is right only there.
 */
#include "tests/oracle/compare.h"

#include <string.h>

const char *compare_outcome(enum outcome o)
{
    static const char *const names[] = {"proved", "refuted", "unknown", "error"};
    return names[o];
}

static enum mismatch compare_proved(const struct verdict *v, const struct enumerated *found)
{
    if (found->violated)
        return MISMATCH_PROVED_WRONGLY;
    if (found->unstable)
        return MISMATCH_PROVED_UNSTABLE;
    if (found->cut)
        return MISMATCH_NONE;
    if (v->vacuous == found->applies)
        return MISMATCH_VACUOUS;
    if (v->may_stall != found->may_stall)
        return MISMATCH_STALL;
    return v->has_one_way == found->one_way ? MISMATCH_NONE : MISMATCH_ONE_WAY;
}

static bool same_changes(const struct witness *w, const struct enumerated *found)
{
    for (uint32_t i = 0; i < w->changed_count; i++)
        if (w->changed[i] != found->changed[i])
            return false;
    return true;
}

static enum mismatch compare_refuted(struct enumeration *e, const struct claim *claim,
                                     const struct verdict *v, const struct enumerated *found)
{
    const struct witness *w = &v->witness;
    if (!w->replayed)
        return MISMATCH_NOT_REPLAYED;
    if (found->cut)
        return MISMATCH_NONE;
    if (!found->violated)
        return MISMATCH_REFUTED_WRONGLY;
    if (w->changed_count != found->changed_count)
        return MISMATCH_WITNESS_SIZE;
    if (!enumerate_violates(e, claim, w->changed, w->changed_count))
        return MISMATCH_WITNESS_WRONG;
    return same_changes(w, found) ? MISMATCH_NONE : MISMATCH_WITNESS_FIRST;
}

static bool speaks_of_stability(const struct verdict *v)
{
    return strstr(v->reason, "has no stable state") != NULL;
}

static enum mismatch compare_unknown(const struct verdict *v, const struct enumerated *found,
                                     struct trial_counts *counts)
{
    if (!speaks_of_stability(v)) {
        counts->limits++;
        return MISMATCH_NONE;
    }
    if (found->violated || (!found->unstable && !found->cut))
        return MISMATCH_UNKNOWN_WRONGLY;
    counts->unstable++;
    return MISMATCH_NONE;
}

enum mismatch compare_verdict(struct enumeration *e, const struct claim *claim, const struct verdict *v,
                              const struct enumerated *found, struct trial_counts *counts)
{
    counts->cut += found->cut && !found->violated;
    switch (v->outcome) {
    case OUTCOME_PROVED:
        return compare_proved(v, found);
    case OUTCOME_REFUTED:
        return compare_refuted(e, claim, v, found);
    case OUTCOME_UNKNOWN:
        return compare_unknown(v, found, counts);
    default:
        return MISMATCH_ERROR;
    }
}

/* ---- words ---- */

static const char *names_of(struct arena *arena, const struct ir *ir, const uint32_t *elements,
                            uint32_t count)
{
    const char *text = "";
    for (uint32_t i = 0; i < count; i++)
        text = arena_printf(arena, "%s%s%s", text, i ? ", " : "", ir->elements[elements[i]].name);
    return count == 0 ? "nothing" : text;
}

static const char *describe_found(struct arena *arena, const struct ir *ir, const struct enumerated *found)
{
    const char *cut = found->cut ? " (cut at a limit)" : "";
    char prefix[PREFIX_TEXT_MAX];
    if (found->violated)
        return arena_printf(arena, "refuted, changed: %s%s",
                            names_of(arena, ir, found->changed, found->changed_count), cut);
    if (found->unstable)
        return arena_printf(arena, "unknown, no stable state of %s, changed: %s%s",
                            prefix_print(ir->prefixes[found->unstable_prefix], prefix),
                            names_of(arena, ir, found->unstable_changed, found->unstable_changed_count), cut);
    return arena_printf(arena, "proved%s%s%s", found->applies ? "" : ", speaks of nothing",
                        found->one_way     ? ", one way"
                        : found->may_stall ? ", may stall"
                                           : "",
                        cut);
}

static const char *describe_verdict(struct arena *arena, const struct ir *ir, const struct verdict *v)
{
    if (v->outcome == OUTCOME_REFUTED)
        return arena_printf(arena, "refuted, changed: %s (%s)",
                            names_of(arena, ir, v->witness.changed, v->witness.changed_count),
                            v->witness.problem ? v->witness.problem : "");
    return arena_printf(arena, "%s%s%s %s", compare_outcome(v->outcome), v->vacuous ? ", vacuous" : "",
                        v->has_one_way ? ", one way"
                        : v->may_stall ? ", may stall"
                                       : "",
                        v->reason ? v->reason : "");
}

const char *compare_describe(struct arena *arena, const struct ir *ir, const struct claim *claim,
                             const struct verdict *v, const struct enumerated *found)
{
    return arena_printf(arena, "claim %s: %s\nsolver:      %s\nenumeration: %s\n", claim->name, claim->text,
                        describe_verdict(arena, ir, v), describe_found(arena, ir, found));
}
