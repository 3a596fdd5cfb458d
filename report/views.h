/*
 * views: what `trace`, `routes` and `matrix` show, as plain data, and its printers. No solver takes part: all
 * of it comes from one stable state that the simulator found.
 */
#ifndef NICC_REPORT_VIEWS_H
#define NICC_REPORT_VIEWS_H

#include "base/buf.h"
#include "base/diag.h"
#include "compiler/verdict.h"

/* Both paths of one flow. */
struct trace_view {
    const char *from, *to; /* names of the ends */
    const char *service;   /* "tcp 443"; NULL where the design tells no services apart */
    struct path forward, back;
    bool parts;     /* what matters is where the reply takes another way */
    bool symmetric; /* both delivered, and the reply crosses the same circuits, tunnels, peerings, reversed */
};

/* One candidate route, in the words of effective route tables. */
struct route_row {
    struct prefix prefix;
    const char *source; /* "Default", "VirtualNetworkGateway", "EBgp" ... */
    bool active;
    const char *next_hop_type;
    const char *next_hop; /* an address or a name, "" when there is none */
    const char *node;     /* who has that address, NULL when next_hop is no address */
    const uint32_t *as_path;
    uint32_t as_path_count;
    struct span because;
};

/* The routes of one table, or those of a site and of each of its subnets. */
struct routes_view {
    const char *table;
    const struct route_row *rows;
    uint32_t count;
    const char *fallback;              /* the table that is looked up where no route fits, or NULL */
    const struct addr *to;             /* the rows are those for this address alone; or NULL */
    const struct routes_view *subnets; /* these have none of their own */
    uint32_t subnet_count;
};

/* Who reaches whom. */
struct matrix_view {
    const char *const *names;
    uint32_t count;
    const char *cells; /* row by row: Y > N ~, '.' on the diagonal */
};

/* `width`: columns of the terminal, 0 when unknown. */
void view_trace_text(struct arena *scratch, const struct source_set *sources, const struct trace_view *v,
                     uint32_t width, struct buf *out);
/* Of a site with subnets only these are printed. */
void view_routes_text(struct arena *scratch, const struct source_set *sources, const struct routes_view *v,
                      struct buf *out);
void view_matrix_text(struct arena *scratch, const struct matrix_view *v, struct buf *out);

void view_trace_json(const struct source_set *sources, const struct trace_view *v, struct buf *out);
void view_routes_json(const struct source_set *sources, const struct routes_view *v, struct buf *out);
void view_matrix_json(const struct matrix_view *v, struct buf *out);

/* For spreadsheets: a header and one line for each route; the matrix with its names in the first line and column. */
void view_routes_csv(const struct source_set *sources, const struct routes_view *v, struct buf *out);
void view_matrix_csv(const struct matrix_view *v, struct buf *out);

/* The document of a view of a design with errors: its schema ("nicc.trace/1") and the diagnostics alone. */
void view_errors_json(const char *schema, struct diag_list *diags, const struct source_set *sources,
                      const char *path, struct buf *out);
/* The same for a good design that cannot be looked at in the way asked for. */
void view_problem_json(const char *schema, const char *path, const char *message, struct buf *out);

#endif
