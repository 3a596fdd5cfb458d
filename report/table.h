/*
 * table: rows of cells in aligned columns.
 */
#ifndef NICC_REPORT_TABLE_H
#define NICC_REPORT_TABLE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"

struct table {
    uint32_t columns;
    uint32_t rows;
    const char **cells; /* row by row */
};

/* A table of empty cells. */
struct table table_new(struct arena *a, uint32_t columns, uint32_t rows);
/* Set one cell; `text` must outlive the table. */
void table_set(struct table *t, uint32_t row, uint32_t column, const char *text);
/* Print, columns two blanks apart, no blanks at the ends of lines. `ruled`: a line of dashes below the first
 * row. */
void table_print(const struct table *t, struct arena *scratch, bool ruled, struct buf *out);

#endif
