/*
 * mutation: what became of the mutants of a design (compiler/mutate.h), and how it is told.
 */
#ifndef NICC_REPORT_MUTATION_H
#define NICC_REPORT_MUTATION_H

#include <jansson.h>

#include "base/buf.h"
#include "base/source.h"

enum mutant_fate {
    MUTANT_NOTICED,  /* some claim has another verdict */
    MUTANT_SURVIVES, /* none has */
    MUTANT_SAME,     /* none can have: its route network is that of the design. Not counted */
    MUTANT_INVALID,  /* it is no valid design: not counted */
    MUTANT_OPEN, /* none has, as far as that was found out within the limits of time, work and memory: not counted */
    MUTANT_FATE_COUNT
};

struct mutant_result {
    struct span span;
    const char *change; /* "without `peering hub <-> spoke`" */
    enum mutant_fate fate;
    const char *noticed_by; /* NOTICED: the first claim with another verdict */
};

struct mutation {
    const struct mutant_result *at; /* in the order of the text */
    uint32_t count;
    uint32_t fates[MUTANT_FATE_COUNT]; /* how many of each enum mutant_fate */
    const char *error;                 /* an internal error: a claim could not be judged; NULL: none */
};

/* Noticed mutants for each hundred that are noticed or survive, rounded down; 100 when there is none. */
uint32_t mutation_score(const struct mutation *m);

/* One line for each mutant that survives, and the sum. */
void mutation_text(const struct mutation *m, struct arena *scratch, const struct source_set *sources,
                   bool colour, struct buf *out);
/* A new reference. */
json_t *mutation_json(const struct mutation *m, const struct source_set *sources);

#endif
