/*
 * diag: what nicc has to say about an input. One engine, one catalogue.
 *
 * Phases add diagnostics and go on; nothing is printed until the end, when all of a run are
 * sorted by position. Each code stands in diag_codes.def with its title and long text.
 * Wording: lower case, no full stop, the thing in backticks, what is wrong before why; the
 * error states, the help proposes.
 */
#ifndef NICC_BASE_DIAG_H
#define NICC_BASE_DIAG_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/source.h"

enum diag_severity { DIAG_NOTE, DIAG_WARNING, DIAG_ERROR };

enum diag_code {
#define DIAG(number, name, severity, facts, title, text) DIAG_##name,
#include "base/diag_codes.def"
#undef DIAG
    DIAG_CODE_COUNT
};

struct diag_info {
    uint16_t number; /* 101 is printed as NICC0101 */
    enum diag_severity severity;
    const char *facts; /* "F15 F19", "" when none */
    const char *title; /* one line for lists */
    const char *text;  /* what it means, an example, the remedy; for `nicc explain` */
};

/* A further place that matters, shown below the first. */
struct diag_label {
    struct span span;
    const char *text;
    struct diag_label *next;
};

struct diag {
    enum diag_code code;
    enum diag_severity severity;
    struct span span;
    const char *message;
    const char *help; /* NULL when none */
    struct diag_label *labels;
};

struct diag_list;

/* At most this many of each severity are kept; then a last one says that there are more. */
#define DIAG_ERROR_LIMIT 100

/* An empty list inside `arena`. `sources` must outlive it. */
struct diag_list *diag_new(struct arena *arena, const struct source_set *sources);

/* The sources that the spans point into. */
const struct source_set *diag_sources(const struct diag_list *l);

/* Add one. A second one with the same code at the same place (with SPAN_NONE: and the same message) is
 * dropped: then, and past the limit, the result is a scratch entry that is never printed, so it is never
 * NULL. */
struct diag *diag_add(struct diag_list *l, enum diag_code code, struct span at, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* Add a help line or a further place to `d`. */
void diag_help(struct diag_list *l, struct diag *d, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
void diag_label(struct diag_list *l, struct diag *d, struct span at, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* Errors so far, over-limit ones included, the same one at the same place counted once; and has the limit
 * been passed, so that going on shows nothing new? */
uint32_t diag_errors(const struct diag_list *l);
bool diag_full(const struct diag_list *l);

/* Those kept, sorted by file, position, code; those without a place after them, and what says that there
 * are more at the end. Valid until the next diag_add. */
const struct diag *const *diag_sorted(struct diag_list *l, uint32_t *count);

/* Facts of the catalogue. */
const struct diag_info *diag_info(enum diag_code code);
const char *diag_severity_name(enum diag_severity s);
/* The code with this number, or DIAG_CODE_COUNT. */
enum diag_code diag_code_of(uint32_t number);

/* Print as text: "file:line:column: error[NICC0101]: message", the line, carets, labels, help. */
void diag_print(const struct diag_list *l, const struct diag *d, bool colour, struct buf *out);

/* What is printed next goes to a screen of so many columns: quoted lines are cut to fit, though never to less than 20. 0, as
 * at the beginning: it goes elsewhere, and must not depend on a screen. */
void diag_set_width(uint32_t columns);

/* The source line of a span with carets under it, indented as in a diagnostic, and `label` (or NULL) behind
 * them. Long lines are cut around the span; bytes that could disturb a terminal become '?'. */
void diag_quote(const struct source_set *s, struct span at, const char *label, bool colour, struct buf *out);

/* Nearest name: among `count` candidates the one with the fewest edits (insert, delete, replace, swap
 * neighbours), at most a third of the length or one; the first such. NULL when there is none. */
const char *diag_nearest(const char *name, const char *const *candidates, uint32_t count);

#endif
