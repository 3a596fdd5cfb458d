/*
 * style: colours, and text from outside that must not garble a terminal.
 */
#ifndef NICC_REPORT_STYLE_H
#define NICC_REPORT_STYLE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"

enum style { STYLE_PLAIN, STYLE_BOLD, STYLE_GOOD, STYLE_BAD, STYLE_WARNING };

/* Control characters, and those that reorder the text around them (Unicode TR 36). */
bool style_is_harmful(uint32_t code);

/* Append `text`, in a style where `colour` is on. Control characters and bytes that are no UTF-8 become '?'. */
void style_put(struct buf *out, bool colour, enum style style, const char *text);

/* Append `text` and a line end, broken at blanks so that lines fit into `width` columns (0: never broken). The first one begins in column
 * `begin`, counted from 0, further ones are indented by `indent`. Words that are longer than a line are not broken, and nothing is where
 * lines would have less than 20 columns. */
void style_put_wrapped(struct buf *out, bool colour, enum style style, const char *text, uint32_t width,
                       uint32_t begin, uint32_t indent);

#endif
