/*
 * witness: names stand beside the numbers for people. Who reads the document back replays the numbers, writes it anew and
 * compares, so that a name that does not belong to its number is found.
 */
#include "report/witness.h"

#include "base/vec.h"
#include "report/counterexample.h"
#include "report/json_parts.h"

static json_t *json_number_or_null(uint32_t number)
{
    return number == IR_NONE ? json_null() : json_integer(number);
}

static json_t *json_changed(const struct ir *ir, const struct witness_facts *f)
{
    json_t *list = json_array();
    for (uint32_t i = 0; i < f->changed_count; i++) {
        json_t *o = json_object();
        json_object_set_new(o, "element", json_integer(f->changed[i]));
        json_object_set_new(o, "name", json_text(ir->elements[f->changed[i]].name));
        json_array_append_new(list, o);
    }
    return list;
}

static json_t *json_choice(const struct ir *ir, const struct route_choice *c)
{
    json_t *o = json_object();
    bool own = c->session == IR_NONE;
    json_object_set_new(o, "prefix", json_integer(c->prefix));
    json_object_set_new(o, "table", json_integer(c->table));
    json_object_set_new(o, "session", json_number_or_null(c->session));
    json_object_set_new(o, "destination", json_prefix(ir->prefixes[c->prefix]));
    json_object_set_new(o, "announcer", json_text(ir->tables[c->table].name));
    json_object_set_new(o, "from",
                        own ? json_null() : json_text(ir->tables[ir->sessions[c->session].from].name));
    return o;
}

void report_witness(const struct report *r, const struct claim *claim, const struct witness_facts *facts,
                    const struct witness *w, struct buf *out)
{
    const struct ir *ir = r->compilation->ir;
    json_t *document = json_document("nicc.witness/1");
    json_t *choices = json_array();
    for (uint32_t i = 0; i < facts->choice_count; i++)
        json_array_append_new(choices, json_choice(ir, &facts->choices[i]));
    json_object_set_new(document, "claim", json_text(claim->name));
    json_object_set_new(document, "text", json_text(claim->text));
    json_object_set_new(document, "changed", json_changed(ir, facts));
    json_object_set_new(document, "announcements", choices);
    json_object_set_new(document, "unstable", json_number_or_null(facts->unstable));
    json_object_set_new(document, "counterexample", json_counterexample(r, claim, w));
    json_finish(document, out);
}

/* ---- reading ---- */

/* A number below IR_NONE; null is IR_NONE where it may be. */
static bool read_id(const json_t *value, bool may_be_null, uint32_t *id)
{
    *id = IR_NONE;
    if (may_be_null && json_is_null(value))
        return true;
    if (!json_is_integer(value) || json_integer_value(value) < 0 || json_integer_value(value) >= IR_NONE)
        return false;
    *id = (uint32_t)json_integer_value(value);
    return true;
}

static bool read_changed(struct arena *arena, const json_t *list, struct witness_facts *f)
{
    VEC(uint32_t) changed = {0};
    for (size_t i = 0; i < json_array_size(list); i++) {
        uint32_t element;
        if (!read_id(json_object_get(json_array_get(list, i), "element"), false, &element))
            return false;
        vec_push(arena, &changed, element);
    }
    f->changed = changed.at;
    f->changed_count = changed.count;
    return json_is_array(list);
}

static bool read_choices(struct arena *arena, const json_t *list, struct witness_facts *f)
{
    VEC(struct route_choice) choices = {0};
    for (size_t i = 0; i < json_array_size(list); i++) {
        const json_t *o = json_array_get(list, i);
        struct route_choice c;
        if (!read_id(json_object_get(o, "prefix"), false, &c.prefix) ||
            !read_id(json_object_get(o, "table"), false, &c.table) ||
            !read_id(json_object_get(o, "session"), true, &c.session))
            return false;
        vec_push(arena, &choices, c);
    }
    f->choices = choices.at;
    f->choice_count = choices.count;
    return json_is_array(list);
}

const char *report_witness_read(struct arena *arena, const char *text, size_t length,
                                struct witness_facts *facts)
{
    const char *problem;
    json_t *document = json_read(arena, text, length, "nicc.witness/1", &problem);
    *facts = (struct witness_facts){0};
    if (!document)
        return problem;
    bool good = read_changed(arena, json_object_get(document, "changed"), facts) &&
                read_choices(arena, json_object_get(document, "announcements"), facts) &&
                read_id(json_object_get(document, "unstable"), true, &facts->unstable);
    json_decref(document);
    return good ? NULL : "it lacks a number";
}
