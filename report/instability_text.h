/*
 * instability_text: why routing is not stable, as lines of text.
 */
#ifndef NICC_REPORT_INSTABILITY_TEXT_H
#define NICC_REPORT_INSTABILITY_TEXT_H

#include "report/path_text.h"

/* Print the tables that take part, below the indentation of `s`. */
void instability_text(const struct path_style *s, const struct instability *i, struct buf *out);

#endif
