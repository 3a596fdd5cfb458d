/*
 * path_text: paths of packets as lines of text, one hop a line.
 */
#ifndef NICC_REPORT_PATH_TEXT_H
#define NICC_REPORT_PATH_TEXT_H

#include "base/buf.h"
#include "base/source.h"
#include "compiler/verdict.h"

/* Terminals of at least so many columns get the two paths of a flow side by side. */
#define PATH_WIDE 140u

/* Where and how to print paths. */
struct path_style {
    struct arena *arena;
    const struct source_set *sources;
    uint32_t width; /* columns of the terminal, 0 when unknown */
    const char *indent;
};

/* Print one path below a title ("forward"). */
void path_text(const struct path_style *s, const char *title, const struct path *p, struct buf *out);

/* Print two paths side by side where the terminal is wide enough, else one after the other. NULL: none. */
void path_text_pair(const struct path_style *s, const struct path *forward, const struct path *back,
                    struct buf *out);

/* Print where the reply leaves the way of the request, and the declarations that send each; nothing when it does not. */
void path_text_parting(const struct path_style *s, const struct path *forward, const struct path *back,
                       struct buf *out);

/* "design.ni:12", or "" for no place; in the arena. */
const char *path_place(struct arena *a, const struct source_set *sources, struct span at);

#endif
