/*
 * compare: each predicted route looks for its live one, and what is left over on either side is told.
 */
#include "report/compare.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/vec.h"
#include "report/csv.h"
#include "report/json_parts.h"
#include "report/path_text.h"
#include "report/style.h"
#include "report/table.h"

#define GATEWAY "VirtualNetworkGateway"

static const char *const result_names[] = {[COMPARE_SAME] = "same",
                                           [COMPARE_MISSING] = "missing",
                                           [COMPARE_SURPLUS] = "surplus",
                                           [COMPARE_RESERVED] = "reserved"};

struct rows {
    struct compare_row *at;
    uint32_t count;
    uint32_t capacity;
};

/* ---- comparing ---- */

static struct compare_row predicted_row(const struct route_row *r)
{
    return (struct compare_row){.result = COMPARE_MISSING,
                                .prefix = r->prefix,
                                .source = r->source,
                                .active = r->active,
                                .next_hop_type = r->next_hop_type,
                                .next_hop = r->next_hop,
                                .gateway = strcmp(r->next_hop_type, GATEWAY) == 0 ? r->next_hop : NULL,
                                .because = r->because};
}

/* The gateway that the design declares with this address, or NULL. */
static const char *gateway_at(const struct ir *ir, const char *text)
{
    struct addr address;
    if (!addr_parse(text, strlen(text), &address))
        return NULL;
    for (uint32_t t = 0; t < ir->table_count; t++) {
        const struct ir_table *table = &ir->tables[t];
        bool is_gateway = table->kind == IR_VPN_GATEWAY || table->kind == IR_ER_GATEWAY;
        for (uint32_t i = 0; is_gateway && i < table->address_count; i++)
            if (addr_compare(table->addresses[i], address) == 0)
                return table->name;
    }
    return NULL;
}

static struct compare_row live_row(const struct ir *ir, const struct live_route *r)
{
    struct compare_row row = {.result = COMPARE_SURPLUS,
                              .prefix = r->prefix,
                              .source = r->source,
                              .active = r->active,
                              .next_hop_type = r->next_hop_type,
                              .next_hop = r->next_hop,
                              .gateway =
                                  strcmp(r->next_hop_type, GATEWAY) == 0 ? gateway_at(ir, r->next_hop) : NULL,
                              .because = SPAN_NONE};
    if (strcasecmp(r->source, "Default") == 0 && strcmp(r->next_hop_type, "None") == 0)
        row.result = COMPARE_RESERVED;
    return row;
}

/* Gateways show one of several addresses of theirs, or one that the design does not know; peerings show none. */
static bool is_same(const struct compare_row *a, const struct compare_row *b)
{
    if (a->gateway && b->gateway && strcmp(a->gateway, b->gateway) != 0)
        return false;
    bool by_address = strcmp(a->next_hop_type, "VirtualAppliance") == 0;
    return prefix_compare(a->prefix, b->prefix) == 0 && a->active == b->active &&
           strcasecmp(a->source, b->source) == 0 && strcmp(a->next_hop_type, b->next_hop_type) == 0 &&
           (!by_address || strcmp(a->next_hop, b->next_hop) == 0);
}

/* By prefix; of one prefix what is Active first, and what is predicted before what is live alone. */
static int by_prefix(const void *x, const void *y)
{
    const struct compare_row *a = x, *b = y;
    int order = prefix_compare(a->prefix, b->prefix);
    if (order == 0)
        order = (int)b->active - (int)a->active;
    if (order == 0)
        order = (int)a->result - (int)b->result;
    if (order == 0)
        order = strcmp(a->next_hop_type, b->next_hop_type);
    return order != 0 ? order : strcmp(a->next_hop, b->next_hop);
}

/* The routes sorted, equal ones next to each other become one. */
static void sort(struct rows *rows)
{
    if (rows->count == 0)
        return;
    qsort(rows->at, rows->count, sizeof *rows->at, by_prefix);
    uint32_t kept = 1;
    for (uint32_t i = 1; i < rows->count; i++) {
        uint32_t k = kept;
        while (k > 0 && prefix_compare(rows->at[k - 1].prefix, rows->at[i].prefix) == 0 &&
               !is_same(&rows->at[k - 1], &rows->at[i]))
            k--;
        if (k == 0 || prefix_compare(rows->at[k - 1].prefix, rows->at[i].prefix) != 0)
            rows->at[kept++] = rows->at[i];
    }
    rows->count = kept;
}

/* Put both sorted lists together; those that are the same become one. */
static struct rows merge(struct arena *a, struct rows *predicted, const struct rows *live)
{
    struct rows all = {0};
    uint32_t from = 0;
    for (uint32_t i = 0; i < live->count; i++) {
        const struct compare_row *l = &live->at[i];
        while (from < predicted->count && prefix_compare(predicted->at[from].prefix, l->prefix) < 0)
            from++;
        uint32_t k = from;
        while (k < predicted->count && prefix_compare(predicted->at[k].prefix, l->prefix) == 0 &&
               !is_same(&predicted->at[k], l))
            k++;
        if (k < predicted->count && is_same(&predicted->at[k], l))
            predicted->at[k].result = COMPARE_SAME;
        else
            vec_push(a, &all, *l);
    }
    for (uint32_t i = 0; i < predicted->count; i++)
        vec_push(a, &all, predicted->at[i]);
    if (all.count > 0)
        qsort(all.at, all.count, sizeof *all.at, by_prefix);
    return all;
}

struct compare_view compare_routes(struct arena *a, const struct ir *ir, const struct routes_view *predicted,
                                   const struct live_routes *live, const char *file)
{
    struct rows wanted = {0}, found = {0};
    for (uint32_t i = 0; i < predicted->count; i++)
        vec_push(a, &wanted, predicted_row(&predicted->rows[i]));
    for (uint32_t i = 0; i < live->count; i++)
        vec_push(a, &found, live_row(ir, &live->at[i]));
    sort(&wanted);
    sort(&found);
    struct rows all = merge(a, &wanted, &found);
    struct compare_view v = {.table = predicted->table, .file = file, .rows = all.at, .count = all.count};
    for (uint32_t i = 0; i < all.count; i++) {
        enum compare_result result = all.at[i].result;
        v.counts[result]++;
        v.differs =
            v.differs || (all.at[i].active && (result == COMPARE_MISSING || result == COMPARE_SURPLUS));
    }
    return v;
}

/* ---- printing ---- */

enum {
    COLUMN_RESULT,
    COLUMN_SOURCE,
    COLUMN_STATE,
    COLUMN_PREFIX,
    COLUMN_TYPE,
    COLUMN_HOP,
    COLUMN_PLACE,
    COLUMN_COUNT
};

static const char *state_of(const struct compare_row *r)
{
    return r->active ? "Active" : "Invalid";
}

static void set_row(struct arena *a, const struct source_set *sources, struct table *t, uint32_t row,
                    const struct compare_row *r)
{
    char prefix[PREFIX_TEXT_MAX];
    table_set(t, row, COLUMN_RESULT, result_names[r->result]);
    table_set(t, row, COLUMN_SOURCE, r->source);
    table_set(t, row, COLUMN_STATE, state_of(r));
    table_set(t, row, COLUMN_PREFIX, arena_strdup(a, prefix_print(r->prefix, prefix)));
    table_set(t, row, COLUMN_TYPE, r->next_hop_type);
    bool named = r->gateway && r->gateway != r->next_hop;
    table_set(t, row, COLUMN_HOP, named ? arena_printf(a, "%s (%s)", r->next_hop, r->gateway) : r->next_hop);
    table_set(t, row, COLUMN_PLACE, path_place(a, sources, r->because));
}

void compare_text(struct arena *scratch, const struct source_set *sources, const struct compare_view *v,
                  struct buf *out)
{
    static const char *const titles[COLUMN_COUNT] = {
        "", "Source", "State", "Address Prefix", "Next Hop Type", "Next Hop", "Declaration"};
    struct table t = table_new(scratch, COLUMN_COUNT, v->count + 1);
    for (uint32_t i = 0; i < COLUMN_COUNT; i++)
        table_set(&t, 0, i, titles[i]);
    for (uint32_t i = 0; i < v->count; i++)
        set_row(scratch, sources, &t, i + 1, &v->rows[i]);
    table_print(&t, scratch, true, out);
    buf_printf(out, "%s: %u as predicted, %u missing, %u surplus", v->table, v->counts[COMPARE_SAME],
               v->counts[COMPARE_MISSING], v->counts[COMPARE_SURPLUS]);
    if (v->counts[COMPARE_RESERVED] > 0)
        buf_printf(out, ", %u reserved and not modelled", v->counts[COMPARE_RESERVED]);
    if (!v->differs && v->counts[COMPARE_MISSING] + v->counts[COMPARE_SURPLUS] > 0)
        buf_add(out, "; no packet takes another way");
    buf_add(out, "\n");
}

void compare_json(const struct source_set *sources, const struct compare_view *v, struct buf *out)
{
    json_t *document = json_document("nicc.compare/1");
    json_object_set_new(document, "table", json_text(v->table));
    json_object_set_new(document, "live", json_text(v->file));
    json_object_set_new(document, "differs", json_boolean(v->differs));
    json_t *summary = json_object();
    for (uint32_t i = 0; i < COMPARE_RESULTS; i++)
        json_object_set_new(summary, result_names[i], json_integer(v->counts[i]));
    json_object_set_new(document, "summary", summary);
    json_t *routes = json_array();
    for (uint32_t i = 0; i < v->count; i++) {
        const struct compare_row *r = &v->rows[i];
        json_t *o = json_object();
        json_object_set_new(o, "result", json_text(result_names[r->result]));
        json_object_set_new(o, "prefix", json_prefix(r->prefix));
        json_object_set_new(o, "source", json_text(r->source));
        json_object_set_new(o, "state", json_text(state_of(r)));
        json_object_set_new(o, "nextHopType", json_text(r->next_hop_type));
        json_object_set_new(o, "nextHop", json_text(r->next_hop));
        json_object_set_new(o, "because", json_place(sources, r->because));
        json_array_append_new(routes, o);
    }
    json_object_set_new(document, "routes", routes);
    json_finish(document, out);
}

void compare_csv(const struct source_set *sources, const struct compare_view *v, struct buf *out)
{
    char prefix[PREFIX_TEXT_MAX];
    buf_add(out, "result,table,prefix,source,state,nextHopType,nextHop,file,line\n");
    for (uint32_t i = 0; i < v->count; i++) {
        const struct compare_row *r = &v->rows[i];
        const char *const fields[] = {
            result_names[r->result], v->table,   prefix_print(r->prefix, prefix), r->source, state_of(r),
            r->next_hop_type,        r->next_hop};
        for (uint32_t k = 0; k < sizeof fields / sizeof *fields; k++) {
            csv_field(out, fields[k]);
            buf_add(out, ",");
        }
        csv_place(out, sources, r->because);
        buf_add(out, "\n");
    }
}
