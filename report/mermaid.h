/*
 * mermaid: a counterexample as a flowchart for Mermaid (https://mermaid.js.org), which GitHub and GitLab draw.
 */
#ifndef NICC_REPORT_MERMAID_H
#define NICC_REPORT_MERMAID_H

#include "base/arena.h"
#include "base/buf.h"
#include "compiler/verdict.h"

/* A flowchart of both ways of a flow: the request in solid arrows, the reply in broken ones, hops numbered, and where a packet
 * is dropped. Nothing when there is no hop to show. */
void mermaid_witness(struct arena *arena, const struct witness *w, struct buf *out);

#endif
