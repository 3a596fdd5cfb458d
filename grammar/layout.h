/*
 * layout: the one way to lay out the text of a design, for `nicc fmt`. docs/fmt.md describes it.
 */
#ifndef NICC_GRAMMAR_LAYOUT_H
#define NICC_GRAMMAR_LAYOUT_H

#include "base/buf.h"
#include "grammar/parse.h"

#define LAYOUT_WIDTH 120 /* characters of a line; strings, comments and rows of matrices may be longer */

enum layout_result {
    LAYOUT_DONE,
    LAYOUT_ERRORS, /* the text has errors, which are in the context's diagnostics */
    LAYOUT_LOST    /* a mistake of ours: the new text would not read as the old one does */
};

/*
 * Add the text of a file of context->sources, laid out, to `out`, which is left alone unless the result is LAYOUT_DONE.
 * Only blanks and line ends change: the new text has the same tokens and comments in the same order, which is looked after
 * here. Laying it out again changes nothing. Includes are not followed. Both texts end up in context->sources.
 */
enum layout_result layout_text(const struct parse_context *context, uint32_t source, struct buf *out);

#endif
