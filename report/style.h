/*
 * style: colours, and text from outside that must not garble a terminal.
 */
#ifndef NICC_REPORT_STYLE_H
#define NICC_REPORT_STYLE_H

#include <stdbool.h>

#include "base/buf.h"

enum style { STYLE_PLAIN, STYLE_BOLD, STYLE_GOOD, STYLE_BAD, STYLE_WARNING };

/* Append `text`, in a style where `colour` is on. Control characters and bytes that are no UTF-8 become '?'. */
void style_put(struct buf *out, bool colour, enum style style, const char *text);

#endif
