/*
 * ways_text: the request and the reply of a flow side by side.
 *
 *                forward: delivered                           return, upwards: delivered
 *                by 10.1.0.0/16                               by 10.9.0.0/16
 *     office     learned from office.ce   [backup.ni:11]      delivered
 *     office.ce  learned from hub.vpn-gw  [backup.ni:17]      own prefix             [backup.ni:10]
 *     hub.vpn-gw own address space        [backup.ni:5]
 *     hub.er-gw                                               learned from office.ce [backup.ni:16]
 *     hub        delivered                                    learned from hub.er-gw [backup.ni:7]
 *
 * Each place has one row, and both ways one column each: how the packet leaves the place. The reply is turned round, so
 * that a place that both pass is one row; these are found as a longest common subsequence of the two lists of places.
 */
#include "report/ways_text.h"

#include <string.h>

#include "base/vec.h"
#include "report/style.h"
#include "report/table.h"

/* A row: places of the two ways, or NULL where one does not pass. */
struct row {
    const struct path_hop *forward, *back;
};

struct rows {
    struct row *at;
    uint32_t count;
    uint32_t capacity;
};

/* ---- which places are the same ---- */

/* The hop at `i` of the reply turned round. */
static const struct path_hop *turned(const struct path *back, uint32_t i)
{
    return &back->hops[back->hop_count - 1 - i];
}

static bool is_same(const struct path *forward, uint32_t i, const struct path *back, uint32_t k)
{
    return strcmp(forward->hops[i].node, turned(back, k)->node) == 0;
}

/* common[i][k]: how many places both have from `i` of the request and `k` of the turned reply on. */
static uint32_t *count_common(struct arena *a, const struct path *forward, const struct path *back)
{
    uint32_t width = back->hop_count + 1;
    uint32_t *common = arena_array(a, uint32_t, (size_t)(forward->hop_count + 1) * width);
    for (uint32_t i = forward->hop_count; i-- > 0;)
        for (uint32_t k = back->hop_count; k-- > 0;) {
            uint32_t below = common[(i + 1) * width + k], right = common[i * width + k + 1];
            common[i * width + k] = is_same(forward, i, back, k) ? common[(i + 1) * width + k + 1] + 1
                                    : below > right              ? below
                                                                 : right;
        }
    return common;
}

static struct rows align(struct arena *a, const struct path *forward, const struct path *back)
{
    const uint32_t *common = count_common(a, forward, back);
    uint32_t width = back->hop_count + 1, i = 0, k = 0;
    struct rows rows = {0};
    while (i < forward->hop_count || k < back->hop_count) {
        struct row row = {0};
        bool both = i < forward->hop_count && k < back->hop_count;
        if (both && is_same(forward, i, back, k))
            row = (struct row){&forward->hops[i++], turned(back, k++)};
        else if (k == back->hop_count || (both && common[(i + 1) * width + k] >= common[i * width + k + 1]))
            row.forward = &forward->hops[i++];
        else
            row.back = turned(back, k++);
        vec_push(a, &rows, row);
    }
    return rows;
}

/* ---- the table ---- */

enum { COLUMN_NODE, COLUMN_FORWARD, COLUMN_BACK = COLUMN_FORWARD + 3, COLUMN_COUNT = COLUMN_BACK + 3 };

/* The prefix that decides at every place of the way; NULL when it is not one and the same. */
static const struct prefix *common_route(const struct path *p)
{
    const struct prefix *one = NULL;
    for (uint32_t i = 0; i < p->hop_count; i++) {
        const struct path_hop *h = &p->hops[i];
        if (h->has_route && one && prefix_compare(*one, h->route) != 0)
            return NULL;
        if (h->has_route)
            one = &h->route;
    }
    return one;
}

static const char *title(struct arena *a, const char *what, const struct path *p)
{
    return arena_printf(a, "%s: %s", what, p->delivered ? "delivered" : "not delivered");
}

/* "by 10.1.0.0/16", below the title, or nothing. */
static const char *subtitle(struct arena *a, const struct path *p)
{
    char text[PREFIX_TEXT_MAX];
    const struct prefix *route = common_route(p);
    return route ? arena_printf(a, "by %s", prefix_print(*route, text)) : "";
}

static bool is_dropped_at(const struct path *p, const struct path_hop *h)
{
    return p->has_drop && h == &p->hops[p->hop_count - 1] && strcmp(h->node, p->drop.node) == 0;
}

/* "[design.ni:12]", or the line alone. */
static const char *place_text(const struct path_style *s, struct span at, bool lines_only)
{
    if (at.file >= source_count(s->sources))
        return "";
    return lines_only ? arena_printf(s->arena, "[%u]", source_position(s->sources, at).line)
                      : arena_printf(s->arena, "[%s]", path_place(s->arena, s->sources, at));
}

/* How the packet leaves a place: words, prefix, declaration. */
static void set_cells(const struct path_style *s, bool lines_only, struct table *t, uint32_t row,
                      uint32_t column, const struct path *p, const struct path_hop *h)
{
    char route[PREFIX_TEXT_MAX];
    const char *how = h->how ? h->how : "";
    if (is_dropped_at(p, h))
        how = arena_printf(s->arena, "%s%sdropped", how, *how ? "; " : "");
    table_set(t, row, column, how);
    if (h->has_route && !common_route(p))
        table_set(t, row, column + 1, arena_strdup(s->arena, prefix_print(h->route, route)));
    table_set(t, row, column + 2, place_text(s, h->because, lines_only));
}

static struct table fill(const struct path_style *s, bool lines_only, const struct path *forward,
                         const struct path *back)
{
    struct rows rows = align(s->arena, forward, back);
    struct table t = table_new(s->arena, COLUMN_COUNT, rows.count);
    for (uint32_t i = 0; i < rows.count; i++) {
        const struct row *row = &rows.at[i];
        table_set(&t, i, COLUMN_NODE, row->forward ? row->forward->node : row->back->node);
        if (row->forward)
            set_cells(s, lines_only, &t, i, COLUMN_FORWARD, forward, row->forward);
        if (row->back)
            set_cells(s, lines_only, &t, i, COLUMN_BACK, back, row->back);
    }
    return t;
}

/* ---- printing ---- */

#define GAP 2       /* between columns */
#define BETWEEN 4   /* between the two ways */
#define DEEPER "  " /* rows stand deeper than what is said about them */

struct widths {
    size_t columns[COLUMN_COUNT];
    size_t forward, back; /* of all columns of one way */
    size_t all;
};

static size_t way_width(const size_t *columns, const char *way)
{
    size_t width = 0;
    for (uint32_t i = 0; i < 3; i++)
        if (columns[i] > 0)
            width += columns[i] + (width > 0 ? GAP : 0);
    return strlen(way) > width ? strlen(way) : width;
}

static struct widths measure(const struct table *t, const char *there, const char *here)
{
    struct widths w = {0};
    for (uint32_t row = 0; row < t->rows; row++)
        for (uint32_t c = 0; c < COLUMN_COUNT; c++) {
            size_t length = strlen(t->cells[row * COLUMN_COUNT + c]);
            w.columns[c] = length > w.columns[c] ? length : w.columns[c];
        }
    w.forward = way_width(w.columns + COLUMN_FORWARD, there);
    w.back = way_width(w.columns + COLUMN_BACK, here);
    w.all = strlen(DEEPER) + w.columns[COLUMN_NODE] + GAP + w.forward + BETWEEN + w.back;
    return w;
}

/* The cells of one way in `out`; returns how many columns they take. */
static size_t print_way(const char *const *cells, const size_t *columns, struct buf *out)
{
    size_t used = 0, owed = 0;
    for (uint32_t i = 0; i < 3; i++) {
        if (columns[i] == 0)
            continue;
        size_t length = strlen(cells[i]);
        if (length > 0) {
            buf_fill(out, ' ', owed);
            style_put(out, false, STYLE_PLAIN, cells[i]);
            used += owed + length;
            owed = 0;
        }
        owed += columns[i] - length + GAP;
    }
    return used;
}

static void print_row(const struct path_style *s, const struct table *t, uint32_t row, const struct widths *w,
                      struct buf *out)
{
    const char *const *cells = (const char *const *)t->cells + (size_t)row * COLUMN_COUNT;
    struct buf there = {0}, here = {0};
    size_t used = print_way(cells + COLUMN_FORWARD, w->columns + COLUMN_FORWARD, &there);
    print_way(cells + COLUMN_BACK, w->columns + COLUMN_BACK, &here);
    buf_printf(out, "%s" DEEPER "%s", s->indent, cells[COLUMN_NODE]);
    size_t owed = w->columns[COLUMN_NODE] - strlen(cells[COLUMN_NODE]) + GAP;
    if (used > 0) {
        buf_fill(out, ' ', owed);
        buf_add(out, buf_text(&there));
        owed = 0;
    }
    if (here.length > 0) {
        buf_fill(out, ' ', owed + w->forward - used + BETWEEN);
        buf_add(out, buf_text(&here));
    }
    buf_add(out, "\n");
    buf_free(&there);
    buf_free(&here);
}

static void print_drop(const struct path_style *s, const struct path *p, struct buf *out)
{
    if (!p->has_drop)
        return;
    buf_add(out, s->indent);
    path_text_drop(s, &p->drop, out);
}

static void print_titles(const struct path_style *s, const struct widths *w, const char *there,
                         const char *here, struct buf *out)
{
    size_t owed = w->columns[COLUMN_NODE] + GAP;
    if (!*there && !*here)
        return;
    buf_printf(out, "%s" DEEPER, s->indent);
    buf_fill(out, ' ', owed);
    buf_add(out, there);
    if (*here)
        buf_fill(out, ' ', w->forward - strlen(there) + BETWEEN);
    buf_printf(out, "%s\n", here);
}

/* The table; false when it is too wide. */
static bool print_table(const struct path_style *s, const struct path *forward, const struct path *back,
                        bool lines_only, struct buf *out)
{
    struct table t = fill(s, lines_only, forward, back);
    const char *there = title(s->arena, "forward", forward);
    const char *here = title(s->arena, "return, upwards", back);
    struct widths w = measure(&t, there, here);
    if (strlen(s->indent) + w.all > (s->width > 0 ? s->width : WAYS_WIDTH))
        return false;
    print_titles(s, &w, there, here, out);
    print_titles(s, &w, subtitle(s->arena, forward), subtitle(s->arena, back), out);
    for (uint32_t row = 0; row < t.rows; row++)
        print_row(s, &t, row, &w, out);
    print_drop(s, forward, out);
    print_drop(s, back, out);
    return true;
}

/* The one file of all declarations on the way, if they are of one: compared with `file` when that is set. */
static bool is_of_one_file(const struct path_style *s, const struct path *p, uint32_t *file)
{
    for (uint32_t i = 0; i < p->hop_count; i++) {
        uint32_t at = p->hops[i].because.file;
        if (at >= source_count(s->sources))
            continue;
        if (*file != UINT32_MAX && *file != at)
            return false;
        *file = at;
    }
    return true;
}

bool ways_text(const struct path_style *s, const struct path *forward, const struct path *back,
               struct buf *out)
{
    uint32_t file = UINT32_MAX;
    if (back->hop_count == 0 || forward->hop_count == 0)
        return false;
    if (print_table(s, forward, back, false, out))
        return true;
    if (!is_of_one_file(s, forward, &file) || !is_of_one_file(s, back, &file) || file == UINT32_MAX)
        return false;
    struct buf rows = {0};
    bool fits = print_table(s, forward, back, true, &rows);
    if (fits) {
        buf_printf(out, "%sboth ways, with lines of ", s->indent);
        style_put(out, false, STYLE_PLAIN, source_file(s->sources, file)->path);
        buf_printf(out, ":\n%s", buf_text(&rows));
    }
    buf_free(&rows);
    return fits;
}
