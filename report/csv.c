/*
 * csv: `routes` and `matrix` for spreadsheets and scripts.
 */
#include "report/csv.h"

#include <string.h>

#include "report/views.h"

void csv_field(struct buf *out, const char *text)
{
    if (!strpbrk(text, ",\"\r\n")) {
        buf_add(out, text);
        return;
    }
    buf_add(out, "\"");
    for (; *text; text++)
        buf_printf(out, *text == '"' ? "\"%c" : "%c", *text);
    buf_add(out, "\"");
}

void csv_place(struct buf *out, const struct source_set *sources, struct span at)
{
    if (at.file >= source_count(sources)) {
        buf_add(out, ",");
        return;
    }
    struct source_position p = source_position(sources, at);
    csv_field(out, p.path);
    buf_printf(out, ",%u", p.line);
}

/* ---- routes ---- */

static void put_row(struct buf *out, const struct source_set *sources, const char *table,
                    const struct route_row *r)
{
    char prefix[PREFIX_TEXT_MAX];
    const char *const fields[] = {table,
                                  prefix_print(r->prefix, prefix),
                                  r->source,
                                  r->active ? "Active" : "Invalid",
                                  r->next_hop_type,
                                  r->next_hop,
                                  r->node ? r->node : ""};
    for (uint32_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        csv_field(out, fields[i]);
        buf_add(out, ",");
    }
    for (uint32_t i = 0; i < r->as_path_count; i++)
        buf_printf(out, "%s%u", i > 0 ? " " : "", r->as_path[i]);
    buf_add(out, ",");
    csv_place(out, sources, r->because);
    buf_add(out, "\n");
}

static void put_routes(struct buf *out, const struct source_set *sources, const struct routes_view *v)
{
    for (uint32_t i = 0; i < v->count; i++)
        put_row(out, sources, v->table, &v->rows[i]);
}

void view_routes_csv(const struct source_set *sources, const struct routes_view *v, struct buf *out)
{
    buf_add(out, "table,prefix,source,state,nextHopType,nextHop,nextHopNode,asPath,file,line\n");
    if (v->subnet_count == 0)
        put_routes(out, sources, v);
    for (uint32_t i = 0; i < v->subnet_count; i++)
        put_routes(out, sources, &v->subnets[i]);
}

/* ---- matrix ---- */

void view_matrix_csv(const struct matrix_view *v, struct buf *out)
{
    for (uint32_t i = 0; i < v->count; i++) {
        buf_add(out, ",");
        csv_field(out, v->names[i]);
    }
    buf_add(out, "\n");
    for (uint32_t i = 0; i < v->count; i++) {
        csv_field(out, v->names[i]);
        for (uint32_t j = 0; j < v->count; j++) {
            char cell = v->cells[(size_t)i * v->count + j];
            buf_printf(out, cell == '.' ? "," : ",%c", cell);
        }
        buf_add(out, "\n");
    }
}
