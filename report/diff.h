/*
 * diff: what `nicc diff` has to say about two designs, as plain data, and its printers.
 */
#ifndef NICC_REPORT_DIFF_H
#define NICC_REPORT_DIFF_H

#include "base/buf.h"
#include "compiler/difference.h"
#include "compiler/verdict.h"

/* What a claim came to on one of the two designs. */
struct diff_verdict {
    bool judged;
    enum outcome outcome;
    bool vacuous;    /* proved, and speaks of nothing */
    const char *why; /* not judged: why not; refuted: what breaks it; unknown, error: the reason; else "" */
};

/* A claim as one of the designs words it, judged on both. */
struct diff_wording {
    bool there; /* that design has a claim of this name */
    const char *text;
    struct span span;
    struct diff_verdict on[2];
};

/* Claims of one name. Where both designs word it alike, the wording of the old one stands for both. */
struct diff_claim {
    const char *name;
    bool reworded;
    struct diff_wording wordings[2];
};

struct diff_claims {
    const struct diff_claim *at; /* those of the old design in order, then those that only the new one has */
    uint32_t count;
};

enum diff_presence { DIFF_IN_BOTH, DIFF_ONLY_OLD, DIFF_ONLY_NEW };

/* Two designs, or one that has no counterpart. */
struct diff_pair {
    const char *name;     /* of the file in its directory; NULL when two files are compared */
    const char *paths[2]; /* as given, or in their directories */
    enum diff_presence presence;
    struct compilation *texts; /* owns what both designs share */
    const struct source_set *sources;
    struct difference_side sides[2];
    struct difference difference;
    struct diff_claims claims;
    const char *
        problem; /* why nothing could be compared; NULL: it was. Designs with errors have diagnostics instead */
    const char *problem_path; /* the design that is so */
    bool has_errors;
};

/* All pairs. */
struct diff_report {
    const char *paths[2]; /* the operands */
    const struct diff_pair *pairs;
    uint32_t count;
    const char *version, *z3_version;
    uint32_t width; /* columns of the terminal, 0 when unknown */
    bool colour, quiet, verbose;
};

/* What the claims of a pair say. */
struct diff_counts {
    uint32_t same, changed, reworded, added, removed; /* each claim is one of these */
    uint32_t differ;          /* wordings that are proved on one and refuted on the other */
    uint32_t unknown, errors; /* verdicts */
};
struct diff_counts diff_count(const struct diff_claims *claims);
/* Is this wording proved on one design and refuted on the other? Does it come to the same on both, for certain? */
bool diff_is_changed(const struct diff_wording *w);
bool diff_is_same(const struct diff_wording *w);

/* What the pair, or all pairs, say of reachability. A design that only one side has lets more, or less, through. */
enum difference_word diff_pair_word(const struct diff_pair *p);
enum difference_word diff_word(const struct diff_report *r);
const char *diff_word_text(enum difference_word w);

/* Exit status: 0 equivalent, 1 something differs, 2 some design has errors, 3 some design has no stable state, or nothing
 * differs and some verdict or stable state is unknown, 4 some claim could not be judged by an internal error. */
int diff_status(const struct diff_report *r);

void diff_text(const struct diff_report *r, struct arena *scratch, struct buf *out);
/* The document "nicc.diff/1". */
void diff_json(const struct diff_report *r, struct buf *out);

#endif
