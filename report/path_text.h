/*
 * path_text: paths of packets as lines of text, one hop a line.
 */
#ifndef NICC_REPORT_PATH_TEXT_H
#define NICC_REPORT_PATH_TEXT_H

#include "base/buf.h"
#include "base/source.h"
#include "compiler/verdict.h"

/* Where and how to print paths. */
struct path_style {
    struct arena *arena;
    const struct source_set *sources;
    uint32_t width; /* columns of the terminal, 0 when unknown */
    const char *indent;
    bool colour;
};

/* Print one path below a title ("forward"). */
void path_text(const struct path_style *s, const char *title, const struct path *p, struct buf *out);

/* Print two paths side by side where the terminal is wide enough, else one after the other. NULL: none. */
void path_text_pair(const struct path_style *s, const struct path *forward, const struct path *back,
                    struct buf *out);

/* Print both ways where it matters that they differ: place by place (ways_text.h), or as path_text_pair does where that
 * does not fit, and then where they part. */
void path_text_ways(const struct path_style *s, const struct path *forward, const struct path *back,
                    bool by_device, struct buf *out);

/* Print where the reply leaves the way of the request, and the declarations that send each; nothing when it does not. `by_device`: see
 * parting_find. */
void path_text_parting(const struct path_style *s, const struct path *forward, const struct path *back,
                       bool by_device, struct buf *out);

/* Print where and why a packet ends, as one line that is indented by two blanks alone. */
void path_text_drop(const struct path_style *s, const struct path_drop *d, struct buf *out);

/* "design.ni:12", or "" for no place; in the arena. */
const char *path_place(struct arena *a, const struct source_set *sources, struct span at);

#endif
