/*
 * json_parts: pieces that several JSON documents share.
 *
 * jansson keeps the order in which keys are set, and that is the order of the documents. Its memory comes
 * from arena_system_grow, so that no call below can fail for want of memory.
 */
#include "report/json_parts.h"

#include "report/parting.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

static void *json_memory(size_t size)
{
    return arena_system_grow(NULL, size > 0 ? size : 1);
}

json_t *json_text(const char *text)
{
    if (!text)
        return json_string("");
    json_t *valid = json_string(text);
    if (valid)
        return valid;
    struct buf repaired = {0};
    for (size_t length = strlen(text); length > 0;) {
        size_t good = utf8_find_invalid(text, length);
        buf_add_bytes(&repaired, text, good);
        if (good < length)
            buf_add(&repaired, "\xef\xbf\xbd");
        size_t used = good < length ? good + 1 : good;
        text += used;
        length -= used;
    }
    valid = json_string(buf_text(&repaired));
    buf_free(&repaired);
    return valid;
}

json_t *json_prefix(struct prefix p)
{
    char text[PREFIX_TEXT_MAX];
    return json_string(prefix_print(p, text));
}

json_t *json_place(const struct source_set *sources, struct span at)
{
    if (at.file >= source_count(sources))
        return json_null();
    struct source_position p = source_position(sources, at);
    json_t *place = json_object();
    json_object_set_new(place, "file", json_text(p.path));
    json_object_set_new(place, "line", json_integer(p.line));
    return place;
}

/* ---- paths ---- */

static json_t *json_hop(const struct source_set *sources, const struct path_hop *h)
{
    json_t *hop = json_object();
    json_object_set_new(hop, "node", json_text(h->node));
    json_object_set_new(hop, "site", json_text(h->site));
    json_object_set_new(hop, "how", json_text(h->how));
    json_object_set_new(hop, "route", h->has_route ? json_prefix(h->route) : json_null());
    json_object_set_new(hop, "because", json_place(sources, h->because));
    return hop;
}

json_t *json_rule(uint32_t rule)
{
    char code[16];
    if (rule == IR_NONE)
        return json_null();
    snprintf(code, sizeof code, "NICC%04u", (unsigned)rule_info(rule)->number);
    return json_text(code);
}

static json_t *json_drop(const struct source_set *sources, const struct path_drop *d)
{
    json_t *drop = json_object();
    json_object_set_new(drop, "node", json_text(d->node));
    json_object_set_new(drop, "rule", json_rule(d->rule));
    json_object_set_new(drop, "text", json_text(d->text));
    json_object_set_new(drop, "because", json_place(sources, d->because));
    return drop;
}

json_t *json_path(const struct source_set *sources, const struct path *p)
{
    if (!p)
        return json_null();
    json_t *path = json_object();
    json_object_set_new(path, "delivered", json_boolean(p->delivered));
    json_t *hops = json_array();
    for (uint32_t i = 0; i < p->hop_count; i++)
        json_array_append_new(hops, json_hop(sources, &p->hops[i]));
    json_object_set_new(path, "hops", hops);
    json_object_set_new(path, "drop", p->has_drop ? json_drop(sources, &p->drop) : json_null());
    return path;
}

/* One of the two ways at a parting: the node at its other side, and what sends packets there. */
static json_t *json_way(const struct source_set *sources, const char *key, const char *node,
                        const struct path_hop *h)
{
    json_t *way = json_object();
    json_object_set_new(way, key, json_text(node));
    json_object_set_new(way, "how", json_text(h->how));
    json_object_set_new(way, "route", h->has_route ? json_prefix(h->route) : json_null());
    json_object_set_new(way, "because", json_place(sources, h->because));
    return way;
}

/* {"takes", "declared"}. */
static json_t *json_pick(const struct source_set *sources, const struct wavering_pick *p)
{
    json_t *o = json_object();
    json_object_set_new(o, "takes", json_text(p->text));
    json_object_set_new(o, "declared", json_place(sources, p->because));
    return o;
}

json_t *json_instability(const struct source_set *sources, const struct instability *i)
{
    if (!i)
        return json_null();
    json_t *o = json_object(), *tables = json_array();
    for (uint32_t t = 0; t < i->count; t++) {
        json_t *row = json_object();
        json_object_set_new(row, "table", json_text(i->tables[t].table));
        json_object_set_new(row, "one", json_pick(sources, &i->tables[t].one));
        json_object_set_new(row, "other", json_pick(sources, &i->tables[t].other));
        json_array_append_new(tables, row);
    }
    json_object_set_new(o, "prefix", json_prefix(i->prefix));
    json_object_set_new(o, "states", json_text(i->has_states ? "several" : "none"));
    json_object_set_new(o, "tables", tables);
    return o;
}

json_t *json_parting(const struct source_set *sources, const struct path *forward, const struct path *back,
                     bool by_device)
{
    struct parting p;
    if (!parting_find(forward, back, by_device, &p))
        return json_null();
    json_t *o = json_object();
    json_object_set_new(o, "node", json_text(p.node));
    json_object_set_new(o, "request", json_way(sources, "from", p.request->node, p.request));
    json_object_set_new(o, "reply", json_way(sources, "to", p.next, p.reply));
    json_t *choice = json_object(), *way = json_way(sources, "to", p.chosen, p.choice);
    json_object_set_new(choice, "node", json_text(p.choice->node));
    json_object_update(choice, way);
    json_decref(way);
    json_object_set_new(o, "choice", choice);
    return o;
}

/* ---- diagnostics ---- */

json_t *json_fact_list(const char *facts)
{
    json_t *list = json_array();
    while (*facts) {
        size_t length = strcspn(facts, " ");
        if (length > 0)
            json_array_append_new(list, json_stringn(facts, length));
        facts += length + (facts[length] == ' ');
    }
    return list;
}

json_t *json_rule_text(uint32_t rule)
{
    const struct rule_info *info = rule_info(rule);
    json_t *o = json_object();
    json_object_set_new(o, "code", json_rule(rule));
    json_object_set_new(o, "text", json_text(info->text));
    json_object_set_new(o, "explanation", json_text(info->explanation));
    json_object_set_new(o, "facts", json_fact_list(info->facts));
    return o;
}

static void add_position(json_t *o, const char *path, uint32_t line, uint32_t column)
{
    json_object_set_new(o, "file", json_text(path));
    json_object_set_new(o, "line", json_integer(line));
    json_object_set_new(o, "column", json_integer(column));
}

static json_t *json_diagnostic(const struct source_set *sources, const char *path, const struct diag *d)
{
    const struct diag_info *info = diag_info(d->code);
    struct source_position p = source_position(sources, d->span);
    bool has_place = d->span.file < source_count(sources);
    char code[16];
    snprintf(code, sizeof code, "NICC%04u", (unsigned)info->number);
    json_t *o = json_object();
    json_object_set_new(o, "code", json_text(code));
    json_object_set_new(o, "severity", json_text(diag_severity_name(d->severity)));
    json_object_set_new(o, "message", json_text(d->message));
    json_object_set_new(o, "facts", json_fact_list(info->facts));
    add_position(o, has_place ? p.path : path, p.line, p.column);
    return o;
}

json_t *json_problem(const char *path, const char *message)
{
    json_t *o = json_object();
    json_object_set_new(o, "code", json_null());
    json_object_set_new(o, "severity", json_text(diag_severity_name(DIAG_ERROR)));
    json_object_set_new(o, "message", json_text(message));
    json_object_set_new(o, "facts", json_array());
    add_position(o, path, 1, 1);
    return o;
}

json_t *json_diagnostics(struct diag_list *l, const struct source_set *sources, const char *path)
{
    json_t *list = json_array();
    uint32_t count;
    const struct diag *const *diags = diag_sorted(l, &count);
    for (uint32_t i = 0; i < count; i++)
        json_array_append_new(list, json_diagnostic(sources, path, diags[i]));
    return list;
}

/* ---- documents ---- */

void json_begin(void)
{
    json_set_alloc_funcs(json_memory, free);
}

json_t *json_document(const char *schema)
{
    json_begin();
    json_t *document = json_object();
    json_object_set_new(document, "schema", json_text(schema));
    return document;
}

json_t *json_parse(const char *text, size_t length, json_error_t *error)
{
    json_set_alloc_funcs(json_memory, free);
    return json_loadb(text, length, 0, error);
}

json_t *json_read(struct arena *arena, const char *text, size_t length, const char *schema,
                  const char **problem)
{
    json_error_t error;
    json_begin();
    json_t *document = json_loadb(text, length, JSON_REJECT_DUPLICATES, &error);
    const char *found = document ? json_string_value(json_object_get(document, "schema")) : NULL;
    if (found && strcmp(found, schema) == 0)
        return document;
    *problem = document ? arena_printf(arena, "no document of the schema %s", schema)
                        : arena_printf(arena, "line %d: %s", error.line, error.text);
    json_decref(document);
    return NULL;
}

static int append_bytes(const char *bytes, size_t length, void *out)
{
    buf_add_bytes(out, bytes, length);
    return 0;
}

void json_finish(json_t *document, struct buf *out)
{
    json_dump_callback(document, append_bytes, out,
                       JSON_INDENT(2) | JSON_PRESERVE_ORDER | JSON_REAL_PRECISION(6));
    buf_add(out, "\n");
    json_decref(document);
}
