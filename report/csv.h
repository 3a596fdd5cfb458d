/*
 * csv: comma-separated values (RFC 4180, but with line feeds alone as line ends).
 */
#ifndef NICC_REPORT_CSV_H
#define NICC_REPORT_CSV_H

#include "base/buf.h"
#include "base/source.h"

/* One field, in quotes where it needs them. */
void csv_field(struct buf *out, const char *text);
/* Two fields, file and line; both are empty for no place. */
void csv_place(struct buf *out, const struct source_set *sources, struct span at);

#endif
