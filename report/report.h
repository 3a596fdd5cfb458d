/*
 * report: what a verifying run has to say, in one struct, and one printer per format over it.
 */
#ifndef NICC_REPORT_REPORT_H
#define NICC_REPORT_REPORT_H

#include "base/buf.h"
#include "compiler/compile.h"
#include "compiler/verdict.h"
#include "solver/solver.h"

struct mutation; /* report/mutation.h */

struct report {
    const char *path; /* of the design, as given */
    struct compilation *compilation;
    const struct claim_list *claims;  /* NULL when the design has errors */
    const struct verdict *verdicts;   /* by claim index */
    const bool *shown;                /* claims selected by --claim; NULL: all */
    const struct solver_stats *stats; /* NULL unless --stats */
    double wall_ms;                   /* with stats */
    const struct mutation *mutation;  /* NULL unless --mutate */
    const char *version;              /* of nicc */
    const char *z3_version;
    enum claim_severity fail_on;  /* refuted claims below it do not fail the run */
    bool no_waivers;              /* waived claims are judged like others */
    uint32_t width;               /* columns of the terminal, 0 when unknown */
    const char *problem;          /* why nothing was verified although the design is good; NULL: no reason */
    bool several_counterexamples; /* more than one of a claim was asked for */
    bool one_of_several;          /* the last line names the design */
    bool colour;
    bool quiet; /* only claims that are not as expected, and the last line */
    bool verbose;
};

/* The shown claims, by outcome. */
struct report_counts {
    uint32_t claims, proved, refuted, unknown, errors;
    uint32_t waived; /* refuted and waived: no part of `refuted` */
    uint32_t
        not_ok; /* not as it should be: refuted without `expect refuted`, proved against it, unknown, error */
    uint32_t expected;   /* part of `refuted`: those with `expect refuted` */
    uint32_t unexpected; /* part of `proved`: those with `expect refuted` */
};

/* Is claim `i` among those that this run speaks of? */
bool report_shows(const struct report *r, uint32_t i);
/* Count the shown claims. */
struct report_counts report_count(const struct report *r);
/* Add the shown claims of one more design. */
void report_counts_add(struct report_counts *sum, const struct report *r);
/* "2 claims: 1 proved, 1 refuted" and the end of the line. */
void report_sum(const struct report_counts *n, struct buf *out);
/* Is claim `i` as it should be? Proved (or as `expect` says), or waived. */
bool report_claim_ok(const struct report *r, uint32_t i);
/* Is claim `i` refuted, and does a waiver keep it from failing the run? */
bool report_claim_waived(const struct report *r, uint32_t i);
/* Exit status for this report: 0 as it should be, 1 refuted, 2 the design has errors, 3 unknown, 4 internal
 * error. A design with `expect error` has 0 when it has exactly those errors, and 1 otherwise. */
int report_status(const struct report *r);

/*
 * Are the design's errors the expected ones? Each error must belong to one of the facts of `expect error`,
 * each of these facts must have an error. NULL when that is so; otherwise a sentence in the arena. Only for
 * designs with expected_fact_count > 0.
 */
const char *report_unexpected_errors(struct compilation *c);
/* Has the design `expect error`, and exactly these errors? */
bool report_meets_expected_errors(struct compilation *c);

/* Once the claims are judged, before anything is printed: add the warnings that need verdicts (afterwards.c). */
void report_afterwards(const struct report *r);

/* The formats of `verify`. The text holds the verdicts alone, the JSON document everything. */
void report_text(const struct report *r, struct buf *out);
void report_json(const struct report *r, struct buf *out);
/* One claim as when it is not as it should be: verdict, place, and a counterexample when there is one. */
void report_claim_text(const struct report *r, uint32_t i, struct buf *out);
/* What stands below the sentence on a claim: counterexamples or the flow of a warning, owner, control, note and waiver. */
void report_claim_details(const struct report *r, uint32_t i, struct buf *out);
/* Of that all but the paths, of the first counterexample. */
void report_claim_situation(const struct report *r, uint32_t i, struct buf *out);
/* The document of `explain CLAIM FILE`: the claim as in that of `verify`, the rules that decide it, and for an unknown
 * claim what to do. `claim` is IR_NONE when there is none to explain: then it holds the diagnostics alone. */
void report_explain_json(const struct report *r, uint32_t claim, struct buf *out);
/* A diagnostic or rule code and its texts. */
struct report_code {
    uint32_t number;
    const char *kind; /* "error", "warning", "note", "rule" */
    const char *title, *text, *facts;
};
/* The document of `explain CODE`. */
void report_code_json(const struct report_code *code, struct buf *out);
/* `check` of a design without errors: one line. */
void report_check_text(const struct report *r, struct buf *out);
/* The document of `check`: as that of `verify`, without claims. */
void report_check_json(const struct report *r, struct buf *out);

/* The diagnostics of a compilation as text, and how many errors there were; `quiet`: errors only. */
void report_diagnostics(struct compilation *c, const char *path, bool colour, bool quiet, struct buf *out);
/* What `expect error` came to, one line; nothing when the design has no such statement. */
void report_expected_errors(struct compilation *c, const char *path, struct buf *out);

#endif
