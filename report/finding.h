/*
 * finding: what a run has to say about places in designs, as plain data for the formats that annotate text: SARIF, GitHub,
 * GitLab, Azure.
 *
 * A finding is an error, a warning or a note of a design; a claim that did not come out as it should, whose warning or waiver
 * should be seen; or what kept the run from its answer. Claims that are as they should be give none.
 */
#ifndef NICC_REPORT_FINDING_H
#define NICC_REPORT_FINDING_H

#include "report/format.h"
#include "report/place.h"
#include "report/report.h"

enum finding_kind {
    FINDING_RUN,    /* about the run: why nothing was verified */
    FINDING_DESIGN, /* a diagnostic */
    FINDING_CLAIM,  /* a claim that is not as it should be, or is waived */
    FINDING_WARNING /* a claim that is as it should be, with a warning */
};

#define FINGERPRINT_MAX 33

struct finding {
    enum finding_kind kind;
    enum diag_severity level;
    const struct report *report;
    uint32_t claim;          /* index, or IR_NONE */
    const struct diag *diag; /* or NULL */
    bool open;               /* undecided: the claim is unknown */
    bool waived;
    const char *rule;    /* stable: "NICC0103", "claim/can-reach", "nicc/run" */
    const char *title;   /* "claim `x` is refuted" */
    const char *message; /* "claim `x` is refuted: the request is dropped at hub" */
    struct place place;
    char fingerprint[FINGERPRINT_MAX]; /* the same as long as the problem is, wherever in the file it moves */
};

struct finding_list {
    struct finding *at;
    uint32_t count;
    uint32_t capacity;
};

/* All findings of a run, in the order of designs, diagnostics and claims. In `arena`. */
struct finding_list findings_of(struct arena *arena, const struct report_run *run);

/* Sort: errors first, then warnings, then notes; claims of a higher severity first; else the order stays. */
void findings_sort(struct arena *arena, struct finding_list *list);

/* The lines below the message: packet, paths and causes of a counterexample, labels and help of a diagnostic; "" for
 * others. Without a line end at its end; cut, with a line that says so, when it is very long. In `arena`. */
const char *finding_details(struct arena *arena, const struct finding *f);

/* "can-reach", and what such a claim says: in one line, and exactly. */
struct claim_rule {
    const char *name, *title, *text;
};
const struct claim_rule *claim_rule(enum claim_kind kind);

/* How the verdict on a claim is called: "proved", "refuted", "unknown", "error". */
const char *outcome_name(enum outcome o);
/* "low", "medium", "high", "critical". */
const char *claim_severity_name(enum claim_severity s);

#endif
