/*
 * views_json: the documents of `trace`, `routes` and `matrix`.
 */
#include "report/views.h"

#include "report/json_parts.h"

void view_trace_json(const struct source_set *sources, const struct trace_view *v, struct buf *out)
{
    json_t *document = json_document("nicc.trace/1");
    json_object_set_new(document, "service", v->service ? json_text(v->service) : json_null());
    json_object_set_new(document, "forward", json_path(sources, &v->forward));
    json_object_set_new(document, "return", json_path(sources, &v->back));
    json_object_set_new(document, "symmetric",
                        v->forward.delivered && v->back.delivered ? json_boolean(v->symmetric) : json_null());
    json_object_set_new(document, "parting",
                        v->parts ? json_parting(sources, &v->forward, &v->back, v->back.has_drop)
                                 : json_null());
    json_finish(document, out);
}

static json_t *json_route(const struct source_set *sources, const struct route_row *r)
{
    json_t *o = json_object();
    json_object_set_new(o, "prefix", json_prefix(r->prefix));
    json_object_set_new(o, "source", json_text(r->source));
    json_object_set_new(o, "state", json_text(r->active ? "Active" : "Invalid"));
    json_object_set_new(o, "nextHopType", json_text(r->next_hop_type));
    json_object_set_new(o, "nextHop", json_text(r->next_hop));
    if (r->node)
        json_object_set_new(o, "nextHopNode", json_text(r->node));
    json_t *path = json_array();
    for (uint32_t i = 0; i < r->as_path_count; i++)
        json_array_append_new(path, json_integer(r->as_path[i]));
    json_object_set_new(o, "asPath", path);
    json_object_set_new(o, "because", json_place(sources, r->because));
    return o;
}

static void set_routes(json_t *o, const struct source_set *sources, const struct routes_view *v)
{
    json_object_set_new(o, "table", json_text(v->table));
    json_t *routes = json_array();
    for (uint32_t i = 0; i < v->count; i++)
        json_array_append_new(routes, json_route(sources, &v->rows[i]));
    json_object_set_new(o, "routes", routes);
    if (v->fallback)
        json_object_set_new(o, "fallback", json_text(v->fallback));
}

void view_routes_json(const struct source_set *sources, const struct routes_view *v, struct buf *out)
{
    json_t *document = json_document("nicc.routes/1");
    char text[ADDR_TEXT_MAX];
    if (v->to)
        json_object_set_new(document, "to", json_text(addr_print(*v->to, text)));
    set_routes(document, sources, v);
    json_t *subnets = json_array();
    for (uint32_t i = 0; i < v->subnet_count; i++) {
        json_t *o = json_object();
        set_routes(o, sources, &v->subnets[i]);
        json_array_append_new(subnets, o);
    }
    if (v->subnet_count > 0)
        json_object_set(document, "subnets", subnets);
    json_decref(subnets);
    json_finish(document, out);
}

/* The diagonal, '.' in the text, is the empty string. */
static json_t *json_cell(char c)
{
    return c == '.' ? json_text("") : json_stringn(&c, 1);
}

void view_matrix_json(const struct matrix_view *v, struct buf *out)
{
    json_t *document = json_document("nicc.matrix/1");
    json_t *endpoints = json_array();
    json_t *cells = json_array();
    for (uint32_t i = 0; i < v->count; i++) {
        json_array_append_new(endpoints, json_text(v->names[i]));
        json_t *row = json_array();
        for (uint32_t j = 0; j < v->count; j++)
            json_array_append_new(row, json_cell(v->cells[(size_t)i * v->count + j]));
        json_array_append_new(cells, row);
    }
    json_object_set_new(document, "endpoints", endpoints);
    json_object_set_new(document, "cells", cells);
    json_finish(document, out);
}

void view_errors_json(const char *schema, struct diag_list *diags, const struct source_set *sources,
                      const char *path, struct buf *out)
{
    json_t *document = json_document(schema);
    json_object_set_new(document, "diagnostics", json_diagnostics(diags, sources, path));
    json_finish(document, out);
}

void view_problem_json(const char *schema, const char *path, const char *message, struct buf *out)
{
    json_t *document = json_document(schema);
    json_t *diagnostics = json_array();
    json_array_append_new(diagnostics, json_problem(path, message));
    json_object_set_new(document, "diagnostics", diagnostics);
    json_finish(document, out);
}
