/*
 * views_text: `trace`, `routes` and `matrix` for people. Route tables have the shape of Azure's own listing
 * of effective routes, so that a prediction can be laid next to the real thing.
 */
#include "report/views.h"

#include "report/path_text.h"
#include "report/style.h"
#include "report/table.h"

/* ---- trace ---- */

static void put_end(struct buf *out, const char *name, struct addr a)
{
    char text[ADDR_TEXT_MAX];
    style_put(out, false, STYLE_PLAIN, name);
    buf_printf(out, " (%s)", addr_print(a, text));
}

void view_trace_text(struct arena *scratch, const struct source_set *sources, const struct trace_view *v,
                     uint32_t width, struct buf *out)
{
    struct path_style style = {scratch, sources, width, "", false};
    put_end(out, v->from, v->forward.source);
    buf_add(out, " to ");
    put_end(out, v->to, v->forward.destination);
    buf_printf(out, "%s%s\n", v->service ? " on " : "", v->service ? v->service : "");
    path_text_pair(&style, &v->forward, &v->back, out);
    if (v->forward.delivered && v->back.delivered)
        buf_add(out, v->symmetric ? "symmetric: the reply takes the same links back\n"
                                  : "not symmetric: the reply takes other links back\n");
    if (v->parts)
        path_text_parting(&style, &v->forward, &v->back, v->back.has_drop, out);
}

/* ---- routes ---- */

enum {
    ROUTE_SOURCE,
    ROUTE_STATE,
    ROUTE_PREFIX,
    ROUTE_TYPE,
    ROUTE_HOP,
    ROUTE_PATH,
    ROUTE_PLACE,
    ROUTE_COLUMNS
};

static const char *as_path_text(struct arena *a, const struct route_row *r)
{
    struct buf text = {0};
    for (uint32_t i = 0; i < r->as_path_count; i++)
        buf_printf(&text, "%s%u", i > 0 ? " " : "", r->as_path[i]);
    const char *copy = arena_strdup(a, buf_text(&text));
    buf_free(&text);
    return copy;
}

static void set_route(struct arena *a, const struct source_set *sources, struct table *t, uint32_t row,
                      const struct route_row *r)
{
    char prefix[PREFIX_TEXT_MAX];
    table_set(t, row, ROUTE_SOURCE, r->source);
    table_set(t, row, ROUTE_STATE, r->active ? "Active" : "Invalid");
    table_set(t, row, ROUTE_PREFIX, arena_strdup(a, prefix_print(r->prefix, prefix)));
    table_set(t, row, ROUTE_TYPE, r->next_hop_type);
    table_set(t, row, ROUTE_HOP, r->node ? arena_printf(a, "%s (%s)", r->next_hop, r->node) : r->next_hop);
    table_set(t, row, ROUTE_PATH, as_path_text(a, r));
    table_set(t, row, ROUTE_PLACE, path_place(a, sources, r->because));
}

static void put_routes(struct arena *scratch, const struct source_set *sources, const struct routes_view *v,
                       struct buf *out)
{
    static const char *const titles[ROUTE_COLUMNS] = {
        "Source", "State", "Address Prefix", "Next Hop Type", "Next Hop", "AS Path", "Declaration"};
    struct table t = table_new(scratch, ROUTE_COLUMNS, v->count + 1);
    for (uint32_t i = 0; i < ROUTE_COLUMNS; i++)
        table_set(&t, 0, i, titles[i]);
    for (uint32_t i = 0; i < v->count; i++)
        set_route(scratch, sources, &t, i + 1, &v->rows[i]);
    table_print(&t, scratch, true, out);
    if (v->fallback)
        buf_printf(out, "Where no route fits: the routes of %s\n", v->fallback);
}

void view_routes_text(struct arena *scratch, const struct source_set *sources, const struct routes_view *v,
                      struct buf *out)
{
    if (v->subnet_count == 0)
        put_routes(scratch, sources, v, out);
    for (uint32_t i = 0; i < v->subnet_count; i++) {
        buf_printf(out, "%s%s\n", i > 0 ? "\n" : "", v->subnets[i].table);
        put_routes(scratch, sources, &v->subnets[i], out);
    }
}

/* ---- matrix ---- */

void view_matrix_text(struct arena *scratch, const struct matrix_view *v, struct buf *out)
{
    struct table t = table_new(scratch, v->count + 1, v->count + 1);
    for (uint32_t i = 0; i < v->count; i++) {
        table_set(&t, 0, i + 1, v->names[i]);
        table_set(&t, i + 1, 0, v->names[i]);
        for (uint32_t j = 0; j < v->count; j++)
            table_set(&t, i + 1, j + 1, arena_strndup(scratch, &v->cells[(size_t)i * v->count + j], 1));
    }
    table_print(&t, scratch, false, out);
}
