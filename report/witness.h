/*
 * witness: the document of one counterexample in a certificate ("nicc.witness/1"): its facts by number and name, and what
 * the simulator shows there.
 */
#ifndef NICC_REPORT_WITNESS_H
#define NICC_REPORT_WITNESS_H

#include "certify/witness.h"
#include "report/report.h"

/* Write it. `w` is what witness_replay found for `facts`. */
void report_witness(const struct report *r, const struct claim *claim, const struct witness_facts *facts,
                    const struct witness *w, struct buf *out);

/* Read the facts back. Returns NULL, or one line that says what is wrong with the text. In `arena`. */
const char *report_witness_read(struct arena *arena, const char *text, size_t length,
                                struct witness_facts *facts);

#endif
