/*
 * diff_json: the document of `diff`.
 */
#include "report/diff.h"

#include "report/json_parts.h"

static json_t *json_names(const char *const *at, uint32_t count)
{
    json_t *list = json_array();
    for (uint32_t i = 0; i < count; i++)
        json_array_append_new(list, json_text(at[i]));
    return list;
}

static json_t *json_address(struct addr a)
{
    char text[ADDR_TEXT_MAX];
    return json_text(addr_print(a, text));
}

/* ---- rows ---- */

static json_t *json_facts(uint32_t facts)
{
    json_t *o = json_object();
    json_object_set_new(o, "sent", json_boolean(facts & SIM_SENT));
    json_object_set_new(o, "allSent", json_boolean(facts & SIM_ALL_SENT));
    json_object_set_new(o, "answered", json_boolean(facts & SIM_ANSWERED));
    json_object_set_new(o, "complete", json_boolean(facts & SIM_COMPLETE));
    return o;
}

static json_t *json_side(const struct source_set *sources, const struct difference_paths *s)
{
    json_t *o = json_object();
    json_object_set_new(o, "missing", s->missing ? json_text(s->missing) : json_null());
    json_object_set_new(o, "with", json_names(s->changed, s->changed_count));
    json_object_set_new(o, "forward", json_path(sources, s->missing ? NULL : &s->forward));
    json_object_set_new(o, "return", json_path(sources, s->has_back ? &s->back : NULL));
    return o;
}

static json_t *json_flow(const struct source_set *sources, const struct difference_flow *f)
{
    json_t *packet = json_object(), *o = json_object();
    json_object_set_new(packet, "source", json_address(f->source));
    json_object_set_new(packet, "destination", json_address(f->destination));
    json_object_set_new(packet, "protocol",
                        json_text(f->any_service ? "any" : ir_protocol_name(f->protocol)));
    json_object_set_new(packet, "port",
                        !f->any_service && f->port != 0 ? json_integer(f->port) : json_null());
    json_object_set_new(o, "from", json_text(f->source_name));
    json_object_set_new(o, "to", json_text(f->destination_name));
    json_object_set_new(o, "packet", packet);
    json_object_set_new(o, "old", json_side(sources, &f->sides[0]));
    json_object_set_new(o, "new", json_side(sources, &f->sides[1]));
    return o;
}

static json_t *json_row(const struct source_set *sources, const struct difference_row *r)
{
    static const char *const kinds[] = {"less", "more", "incomparable", "other way"};
    json_t *o = json_object();
    json_object_set_new(o, "kind", json_text(kinds[r->kind]));
    json_object_set_new(o, "from", json_names(r->from, r->from_count));
    json_object_set_new(o, "to", json_names(r->to, r->to_count));
    json_object_set_new(o, "bothWays", json_boolean(r->both_ways));
    json_object_set_new(o, "inside", json_boolean(r->inside));
    json_object_set_new(o, r->all_but ? "servicesBut" : "services",
                        json_names(r->services, r->service_count));
    json_object_set_new(o, "old", json_facts(r->facts[0]));
    json_object_set_new(o, "new", json_facts(r->facts[1]));
    json_object_set_new(o, "witness", json_flow(sources, &r->flow));
    return o;
}

/* ---- claims ---- */

static json_t *json_verdict(const struct diff_verdict *v)
{
    static const char *const words[] = {"proved", "refuted", "unknown", "error"};
    json_t *o = json_object();
    json_object_set_new(o, "verdict", v->judged ? json_text(words[v->outcome]) : json_null());
    json_object_set_new(o, "vacuous", json_boolean(v->judged && v->vacuous));
    json_object_set_new(o, "reason", json_text(v->why));
    return o;
}

static json_t *json_wording(const struct source_set *sources, const struct diff_wording *w)
{
    if (!w->there)
        return json_null();
    json_t *o = json_object();
    json_object_set_new(o, "text", json_text(w->text));
    json_object_set_new(o, "place", json_place(sources, w->span));
    json_object_set_new(o, "onOld", json_verdict(&w->on[0]));
    json_object_set_new(o, "onNew", json_verdict(&w->on[1]));
    return o;
}

static json_t *json_claim(const struct source_set *sources, const struct diff_claim *c)
{
    bool changed = diff_is_changed(&c->wordings[0]) || diff_is_changed(&c->wordings[1]);
    bool in_both = c->wordings[0].there && c->wordings[1].there;
    const char *kind = !in_both      ? (c->wordings[0].there ? "removed" : "added")
                       : c->reworded ? "reworded"
                                     : "in both";
    json_t *o = json_object();
    json_object_set_new(o, "name", json_text(c->name));
    json_object_set_new(o, "kind", json_text(kind));
    json_object_set_new(o, "changed", json_boolean(changed));
    json_object_set_new(o, "old", json_wording(sources, &c->wordings[0]));
    json_object_set_new(o, "new", json_wording(sources, &c->wordings[in_both && !c->reworded ? 0 : 1]));
    return o;
}

/* ---- pairs ---- */

static void add_paths(json_t *o, const char *const paths[2])
{
    json_object_set_new(o, "old", paths[0] ? json_text(paths[0]) : json_null());
    json_object_set_new(o, "new", paths[1] ? json_text(paths[1]) : json_null());
}

static json_t *json_all_diagnostics(const struct diff_pair *p)
{
    json_t *list = json_array();
    for (int side = 0; side < 2; side++) {
        struct compilation *c = p->sides[side].design;
        json_t *more = c ? json_diagnostics(c->diags, p->sources, p->paths[side]) : json_array();
        json_array_extend(list, more);
        json_decref(more);
    }
    if (p->problem)
        json_array_append_new(list, json_problem(p->problem_path, p->problem));
    return list;
}

static json_t *json_states(const struct diff_pair *p, int side)
{
    json_t *o = json_object();
    json_object_set_new(o, "count", json_integer(p->sides[side].states.count));
    json_object_set_new(o, "all", json_boolean(p->sides[side].states.complete));
    return o;
}

static json_t *json_pair(const struct diff_pair *p)
{
    bool compared = p->presence == DIFF_IN_BOTH && !p->has_errors && !p->problem;
    json_t *o = json_object(), *rows = json_array(), *claims = json_array();
    add_paths(o, p->paths);
    json_object_set_new(o, "result",
                        p->has_errors || p->problem ? json_null()
                                                    : json_text(diff_word_text(diff_pair_word(p))));
    json_object_set_new(o, "diagnostics", json_all_diagnostics(p));
    json_object_set_new(o, "oldStates", compared ? json_states(p, 0) : json_null());
    json_object_set_new(o, "newStates", compared ? json_states(p, 1) : json_null());
    for (uint32_t i = 0; i < p->difference.row_count; i++)
        json_array_append_new(rows, json_row(p->sources, &p->difference.rows[i]));
    for (uint32_t i = 0; i < p->claims.count; i++)
        json_array_append_new(claims, json_claim(p->sources, &p->claims.at[i]));
    json_object_set_new(o, "rows", rows);
    json_object_set_new(o, "claims", claims);
    return o;
}

void diff_json(const struct diff_report *r, struct buf *out)
{
    json_t *document = json_document("nicc.diff/1"), *designs = json_array(), *tool = json_object();
    bool decided = true;
    for (uint32_t i = 0; i < r->count; i++)
        decided = decided && !r->pairs[i].has_errors && !r->pairs[i].problem;
    add_paths(document, r->paths);
    json_object_set_new(tool, "nicc", json_text(r->version));
    json_object_set_new(tool, "z3", json_text(r->z3_version));
    json_object_set_new(document, "tool", tool);
    json_object_set_new(document, "result", decided ? json_text(diff_word_text(diff_word(r))) : json_null());
    for (uint32_t i = 0; i < r->count; i++)
        json_array_append_new(designs, json_pair(&r->pairs[i]));
    json_object_set_new(document, "designs", designs);
    json_finish(document, out);
}
