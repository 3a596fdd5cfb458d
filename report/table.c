/*
 * table: rows of cells in aligned columns. Widths are counted in bytes: names in designs are ASCII.
 */
#include "report/table.h"

#include <string.h>

#include "report/style.h"

#define GAP 2

struct table table_new(struct arena *a, uint32_t columns, uint32_t rows)
{
    struct table t = {columns, rows, arena_array(a, const char *, (size_t)columns *rows)};
    for (size_t i = 0; i < (size_t)columns * rows; i++)
        t.cells[i] = "";
    return t;
}

void table_set(struct table *t, uint32_t row, uint32_t column, const char *text)
{
    t->cells[(size_t)row * t->columns + column] = text;
}

static const char *cell(const struct table *t, uint32_t row, uint32_t column)
{
    return t->cells[(size_t)row * t->columns + column];
}

static size_t column_width(const struct table *t, uint32_t column)
{
    size_t width = 0;
    for (uint32_t row = 0; row < t->rows; row++) {
        size_t length = strlen(cell(t, row, column));
        width = length > width ? length : width;
    }
    return width;
}

/* Blanks are written only before text, so that no line ends with any. */
static void print_row(const struct table *t, uint32_t row, const size_t *widths, struct buf *out)
{
    size_t owed = 0;
    for (uint32_t column = 0; column < t->columns; column++) {
        const char *text = cell(t, row, column);
        size_t length = strlen(text);
        if (length > 0) {
            buf_fill(out, ' ', owed);
            style_put(out, false, STYLE_PLAIN, text);
            owed = 0;
        }
        owed += widths[column] - length + GAP;
    }
    buf_add(out, "\n");
}

static void print_rule(const struct table *t, const size_t *widths, struct buf *out)
{
    for (uint32_t column = 0; column < t->columns; column++) {
        buf_fill(out, ' ', column > 0 ? GAP : 0);
        buf_fill(out, '-', widths[column]);
    }
    buf_add(out, "\n");
}

void table_print(const struct table *t, struct arena *scratch, bool ruled, struct buf *out)
{
    size_t *widths = arena_array(scratch, size_t, t->columns);
    for (uint32_t column = 0; column < t->columns; column++)
        widths[column] = column_width(t, column);
    for (uint32_t row = 0; row < t->rows; row++) {
        print_row(t, row, widths, out);
        if (ruled && row == 0)
            print_rule(t, widths, out);
    }
}
