/*
 * instability_text: a table of the tables that select different routes in two stable states, or whose preferences form
 * a cycle.
 *
 *     two states may hold:
 *       a.r  from d.r, AS path 65109  [x.ni:6]  or  from b.r, AS path 65102 65109  [x.ni:7]
 *     ...
 *     preferences form a cycle, and none of these settles:
 *       a.r  ...
 */
#include "report/instability_text.h"

#include "report/table.h"

#define SHOWN 12u /* tables; those that come after them follow suit */

enum {
    COLUMN_TABLE,
    COLUMN_ONE,
    COLUMN_ONE_PLACE,
    COLUMN_OR,
    COLUMN_OTHER,
    COLUMN_OTHER_PLACE,
    COLUMN_COUNT
};

static const char *place_of(const struct path_style *s, struct span at)
{
    const char *place = path_place(s->arena, s->sources, at);
    return *place ? arena_printf(s->arena, "[%s]", place) : "";
}

static void set_row(const struct path_style *s, struct table *t, uint32_t row, const struct wavering *w)
{
    table_set(t, row, COLUMN_TABLE, arena_printf(s->arena, "%s    %s", s->indent, w->table));
    table_set(t, row, COLUMN_ONE, w->one.text);
    table_set(t, row, COLUMN_ONE_PLACE, place_of(s, w->one.because));
    table_set(t, row, COLUMN_OR, "or");
    table_set(t, row, COLUMN_OTHER, w->other.text);
    table_set(t, row, COLUMN_OTHER_PLACE, place_of(s, w->other.because));
}

void instability_text(const struct path_style *s, const struct instability *i, struct buf *out)
{
    uint32_t shown = i->count < SHOWN ? i->count : SHOWN;
    struct table t = table_new(s->arena, COLUMN_COUNT, shown);
    buf_printf(out, "%s%s\n", s->indent,
               i->has_states ? "two states, in which these select one or the other:"
                             : "a cycle of preferences, in which these take one and then the other:");
    for (uint32_t row = 0; row < shown; row++)
        set_row(s, &t, row, &i->tables[row]);
    table_print(&t, s->arena, false, out);
    if (shown < i->count)
        buf_printf(out, "%s    and %u more\n", s->indent, i->count - shown);
}
