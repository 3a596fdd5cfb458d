/*
 * symmetry_facts: writes the route network down as facts. Lists whose order has a meaning (clauses, lines, ranks, AS
 * paths) have the place in the list in each fact; lists that are sets have not. A prefix is known by its length and by
 * the longest other prefix that it lies in, since addresses count only by which prefixes hold them.
 *
 * A field that is added to ir.h and means something must be added here.
 */
#include "solver/symmetry_internal.h"

#include <stdlib.h>

#include "base/map.h"

enum about {
    ABOUT_ELEMENT,
    ABOUT_TABLE,
    ABOUT_RANK,
    ABOUT_SITE,
    ABOUT_SITE_PREFIX,
    ABOUT_SUBNET,
    ABOUT_SUBNET_PREFIX,
    ABOUT_CIRCUIT,
    ABOUT_PREFIX,
    ABOUT_CLASS,
    ABOUT_CLASS_PREFIX,
    ABOUT_ANONYMOUS,
    ABOUT_ORIGIN,
    ABOUT_ORIGIN_PATH,
    ABOUT_GUARD,
    ABOUT_HOP,
    ABOUT_HOP_SOURCE,
    ABOUT_SESSION,
    ABOUT_CLAUSE,
    ABOUT_CLAUSE_PREFIX,
    ABOUT_CLAUSE_PATH,
    ABOUT_CLAUSE_GUARD,
    ABOUT_EDIT,
    ABOUT_LINE,
    ABOUT_LINE_SERVICE,
    ABOUT_LINE_SET,
    ABOUT_LINE_PREFIX,
    ABOUT_ATTACHMENT,
    ABOUT_APPLIANCE,
    ABOUT_INSTANCE,
    ABOUT_SNAT_EXCEPT,
    ABOUT_BALANCER,
    ABOUT_BACKEND,
    ABOUT_ROUTER_ADDRESS,
    ABOUT_PUBLIC
};

struct writer {
    struct facts *f;
    const struct ir *ir;
    struct map *prefix_numbers;
    VEC(struct prefix) prefixes;
};

/* ---- words ---- */

static void begin(struct writer *w, enum about about)
{
    vec_push(w->f->arena, &w->f->list, ((struct fact){.first = w->f->words.count}));
    vec_push(w->f->arena, &w->f->words, (uint32_t)about);
    w->f->list.at[w->f->list.count - 1].count = 1;
}

static void number(struct writer *w, uint32_t value)
{
    vec_push(w->f->arena, &w->f->words, value);
    w->f->list.at[w->f->list.count - 1].count++;
}

static void wide(struct writer *w, uint64_t value)
{
    number(w, (uint32_t)value);
    number(w, (uint32_t)(value >> 32));
}

static void node(struct writer *w, enum node_kind kind, uint32_t id)
{
    struct fact *last = &w->f->list.at[w->f->list.count - 1];
    if (id != IR_NONE)
        last->refs |= 1u << last->count;
    number(w, id == IR_NONE ? IR_NONE : w->f->node_start[kind] + id);
}

static uint32_t number_of(struct writer *w, struct prefix p)
{
    struct prefix_key key = prefix_key(p);
    uint32_t id = w->prefixes.count;
    if (map_add(w->prefix_numbers, &key, sizeof key, &id))
        vec_push(w->f->arena, &w->prefixes, p);
    return id;
}

static void prefix(struct writer *w, struct prefix p)
{
    node(w, NODE_PREFIX, number_of(w, p));
}

static void flags(struct writer *w, const bool *at, uint32_t count)
{
    uint32_t all = 0;
    for (uint32_t i = 0; i < count; i++)
        all |= (uint32_t)at[i] << i;
    number(w, all);
}
#define FLAGS(w, ...)                                                                                        \
    flags(w, (const bool[]){__VA_ARGS__}, sizeof((const bool[]){__VA_ARGS__}) / sizeof(bool))

/* ---- elements, tables, sites ---- */

static void write_elements(struct writer *w)
{
    for (uint32_t i = 0; i < w->ir->element_count; i++) {
        const struct ir_element *e = &w->ir->elements[i];
        begin(w, ABOUT_ELEMENT);
        node(w, NODE_ELEMENT, i);
        number(w, e->classes);
        number(w, e->link_kind);
        FLAGS(w, e->down, e->absent, e->is_off, e->stated);
        wide(w, e->delay);
        node(w, NODE_SITE, e->site);
        node(w, NODE_ELEMENT, e->parent);
    }
}

static void write_tables(struct writer *w)
{
    for (uint32_t i = 0; i < w->ir->table_count; i++) {
        const struct ir_table *t = &w->ir->tables[i];
        begin(w, ABOUT_TABLE);
        node(w, NODE_TABLE, i);
        number(w, t->kind);
        node(w, NODE_TABLE, t->kind == IR_ANNOUNCER ? t->speaker : IR_NONE);
        node(w, NODE_SITE, t->site);
        node(w, NODE_CIRCUIT, t->circuit);
        node(w, NODE_ELEMENT, t->element);
        number(w, t->asn);
        FLAGS(w, t->is_node, t->has_fallback);
        node(w, NODE_TABLE, t->has_fallback ? t->fallback : IR_NONE);
        begin(w, ABOUT_RANK);
        node(w, NODE_TABLE, i);
        for (uint32_t k = 0; t->rank[k] != IR_STEP_END; k++)
            number(w, t->rank[k]);
    }
}

static void write_subnet(struct writer *w, uint32_t site, const struct ir_subnet *n)
{
    begin(w, ABOUT_SUBNET);
    node(w, NODE_SITE, site);
    node(w, NODE_TABLE, n->table);
    for (uint32_t p = 0; p < n->prefix_count; p++) {
        begin(w, ABOUT_SUBNET_PREFIX);
        node(w, NODE_SITE, site);
        node(w, NODE_TABLE, n->table);
        prefix(w, n->prefixes[p]);
    }
}

static void write_sites(struct writer *w)
{
    for (uint32_t i = 0; i < w->ir->site_count; i++) {
        const struct ir_site *s = &w->ir->sites[i];
        begin(w, ABOUT_SITE);
        node(w, NODE_SITE, i);
        number(w, s->kind);
        node(w, NODE_TABLE, s->table);
        node(w, NODE_ELEMENT, s->element);
        for (uint32_t p = 0; p < s->prefix_count; p++) {
            begin(w, ABOUT_SITE_PREFIX);
            node(w, NODE_SITE, i);
            prefix(w, s->prefixes[p]);
        }
        for (uint32_t n = 0; n < s->subnet_count; n++)
            write_subnet(w, i, &s->subnets[n]);
    }
    for (uint32_t i = 0; i < w->ir->circuit_count; i++) {
        const struct ir_circuit *c = &w->ir->circuits[i];
        begin(w, ABOUT_CIRCUIT);
        node(w, NODE_CIRCUIT, i);
        node(w, NODE_ELEMENT, c->element);
        node(w, NODE_TABLE, c->devices[0]);
        node(w, NODE_TABLE, c->devices[1]);
    }
}

/* ---- routes ---- */

/* `owner` and `which` tell guards and hops of one node apart. */
static void write_guard(struct writer *w, enum node_kind kind, uint32_t owner, struct ir_guard g)
{
    for (uint32_t i = 0; i < g.count; i++) {
        begin(w, ABOUT_GUARD);
        node(w, kind, owner);
        node(w, NODE_ELEMENT, g.elements[i]);
    }
}

static void hop_target(struct writer *w, const struct ir_hop *h)
{
    static const enum node_kind kinds[] = {[IR_HOP_TABLE] = NODE_TABLE,
                                           [IR_HOP_VIA] = NODE_PREFIX,
                                           [IR_HOP_BALANCER] = NODE_BALANCER,
                                           [IR_HOP_DELIVER] = NODE_SITE};
    bool leads = h->kind == IR_HOP_TABLE || h->kind == IR_HOP_VIA || h->kind == IR_HOP_BALANCER ||
                 h->kind == IR_HOP_DELIVER;
    node(w, leads ? kinds[h->kind] : NODE_TABLE, leads ? h->target : IR_NONE);
}

static void write_hop(struct writer *w, enum node_kind kind, uint32_t owner, uint32_t next_hop,
                      const struct ir_hop *h)
{
    begin(w, ABOUT_HOP);
    node(w, kind, owner);
    node(w, NODE_NEXT_HOP, next_hop);
    number(w, h->kind);
    hop_target(w, h);
    node(w, NODE_ELEMENT, h->link);
    number(w, h->rule);
    number(w, h->source_count > 0 ? h->source_rule : IR_NONE);
    for (uint32_t i = 0; i < h->source_count; i++) {
        begin(w, ABOUT_HOP_SOURCE);
        node(w, kind, owner);
        node(w, NODE_NEXT_HOP, next_hop);
        prefix(w, h->sources[i]);
    }
}

static void write_origins(struct writer *w)
{
    for (uint32_t i = 0; i < w->ir->origin_count; i++) {
        const struct ir_origin *o = &w->ir->origins[i];
        begin(w, ABOUT_ORIGIN);
        node(w, NODE_ORIGIN, i);
        node(w, NODE_TABLE, o->table);
        node(w, NODE_PREFIX, o->prefix);
        number(w, o->source);
        number(w, o->rank);
        wide(w, o->tags);
        FLAGS(w, o->protects, o->overrides, o->yields_to_default, o->control_only, o->hidden);
        for (uint32_t k = 0; k < o->as_path_count; k++) {
            begin(w, ABOUT_ORIGIN_PATH);
            node(w, NODE_ORIGIN, i);
            number(w, k);
            number(w, o->as_path[k]);
        }
        write_guard(w, NODE_ORIGIN, i, o->guard);
        write_hop(w, NODE_ORIGIN, i, IR_NONE, &o->hop);
    }
}

/* Where in a session a clause or edit stands. */
enum part { PART_EXPORTS, PART_EXPORT_POLICY, PART_IMPORTS, PART_IMPORT_POLICY, PART_EXPORT, PART_IMPORT };

static void write_edit(struct writer *w, uint32_t session, enum part part, uint32_t clause,
                       const struct ir_edit *e)
{
    begin(w, ABOUT_EDIT);
    node(w, NODE_SESSION, session);
    number(w, part);
    number(w, clause);
    FLAGS(w, e->clear_path, e->set_local_pref, e->set_weight, e->set_med);
    number(w, e->strip_asn);
    number(w, e->replace_from);
    number(w, e->replace_to);
    number(w, e->prepend_asn);
    number(w, e->prepend_count);
    number(w, e->local_pref);
    number(w, e->weight);
    number(w, e->med);
    number(w, e->next_hop_edit);
    node(w, NODE_NEXT_HOP, e->next_hop_edit == IR_NEXT_HOP_SET ? e->next_hop : IR_NONE);
    wide(w, e->tags_clear);
    wide(w, e->tags_set);
}

static void write_clause(struct writer *w, uint32_t session, enum part part, uint32_t place,
                         const struct ir_clause *c)
{
    begin(w, ABOUT_CLAUSE);
    node(w, NODE_SESSION, session);
    number(w, part);
    number(w, place);
    wide(w, c->tags_any);
    wide(w, c->tags_all);
    wide(w, c->tags_none);
    FLAGS(w, c->permit, c->prefix_count > 0, c->edit != NULL);
    number(w, c->rule);
    for (uint32_t i = 0; i < c->prefix_count; i++) {
        begin(w, ABOUT_CLAUSE_PREFIX);
        node(w, NODE_SESSION, session);
        number(w, part);
        number(w, place);
        prefix(w, c->prefixes[i].prefix);
        number(w, c->prefixes[i].match);
        number(w, c->prefixes[i].from);
        number(w, c->prefixes[i].to);
    }
    for (uint32_t i = 0; i < c->path_asn_count; i++) {
        begin(w, ABOUT_CLAUSE_PATH);
        node(w, NODE_SESSION, session);
        number(w, part);
        number(w, place);
        number(w, c->path_asns[i]);
    }
    for (uint32_t i = 0; i < c->guard.count; i++) {
        begin(w, ABOUT_CLAUSE_GUARD);
        node(w, NODE_SESSION, session);
        number(w, part);
        number(w, place);
        node(w, NODE_ELEMENT, c->guard.elements[i]);
    }
    if (c->edit)
        write_edit(w, session, part, place, c->edit);
}

static void write_clauses(struct writer *w, uint32_t session, enum part part, const struct ir_clause *at,
                          uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        write_clause(w, session, part, i, &at[i]);
}

static void write_session(struct writer *w, uint32_t i, const struct ir_session *s)
{
    begin(w, ABOUT_SESSION);
    node(w, NODE_SESSION, i);
    node(w, NODE_TABLE, s->from);
    node(w, NODE_TABLE, s->to);
    number(w, s->kind);
    number(w, s->source);
    node(w, NODE_SESSION, s->reverse);
    number(w, s->rank);
    number(w, s->cost);
    FLAGS(w, s->loop_check, s->has_via, s->control_only, s->unshielded, s->by_server);
    node(w, NODE_PREFIX, s->has_via ? s->via : IR_NONE);
    node(w, NODE_TABLE, s->by_server ? s->server : IR_NONE);
    write_guard(w, NODE_SESSION, i, s->guard);
    write_hop(w, NODE_SESSION, i, IR_NONE, &s->hop);
    for (uint32_t k = 0; k < s->resolved_count; k++)
        write_hop(w, NODE_SESSION, i, s->resolved[k].next_hop, &s->resolved[k].hop);
    write_clauses(w, i, PART_EXPORTS, s->exports, s->export_count);
    write_clauses(w, i, PART_EXPORT_POLICY, s->export_policy, s->export_policy_count);
    write_clauses(w, i, PART_IMPORTS, s->imports, s->import_count);
    write_clauses(w, i, PART_IMPORT_POLICY, s->import_policy, s->import_policy_count);
    write_edit(w, i, PART_EXPORT, IR_NONE, &s->export_edit);
    write_edit(w, i, PART_IMPORT, IR_NONE, &s->import_edit);
}

/* ---- what packets meet ---- */

static void write_set(struct writer *w, uint32_t filter, uint32_t line, uint32_t side,
                      const struct ir_address_set *s)
{
    begin(w, ABOUT_LINE_SET);
    node(w, NODE_FILTER, filter);
    number(w, line);
    number(w, side);
    FLAGS(w, s->any, s->internet);
    number(w, s->known_count);
    for (uint32_t i = 0; i < s->known_count; i++)
        node(w, NODE_TABLE, s->known_at[i]);
    for (uint32_t i = 0; i < s->prefix_count; i++) {
        begin(w, ABOUT_LINE_PREFIX);
        node(w, NODE_FILTER, filter);
        number(w, line);
        number(w, side);
        prefix(w, s->prefixes[i]);
    }
}

static void write_line(struct writer *w, uint32_t filter, uint32_t place, const struct ir_line *line)
{
    begin(w, ABOUT_LINE);
    node(w, NODE_FILTER, filter);
    number(w, place);
    FLAGS(w, line->permit, line->implied, line->dnat);
    number(w, line->rule);
    node(w, NODE_CLASS, line->dnat ? line->dnat_class : IR_NONE);
    number(w, line->dnat ? line->dnat_service : IR_NONE);
    for (uint32_t s = bits_next(line->services, 0); s != UINT32_MAX; s = bits_next(line->services, s + 1)) {
        begin(w, ABOUT_LINE_SERVICE);
        node(w, NODE_FILTER, filter);
        number(w, place);
        number(w, s);
    }
    write_set(w, filter, place, 0, &line->from);
    write_set(w, filter, place, 1, &line->to);
}

static void write_filters(struct writer *w)
{
    for (uint32_t i = 0; i < w->ir->filter_count; i++)
        for (uint32_t k = 0; k < w->ir->filters[i].line_count; k++)
            write_line(w, i, k, &w->ir->filters[i].lines[k]);
    for (uint32_t i = 0; i < w->ir->attachment_count; i++) {
        const struct ir_attachment *a = &w->ir->attachments[i];
        begin(w, ABOUT_ATTACHMENT);
        node(w, NODE_SITE, a->site);
        prefix(w, a->prefix);
        node(w, NODE_FILTER, a->inbound);
        node(w, NODE_FILTER, a->outbound);
    }
}

static void write_appliance(struct writer *w, uint32_t i, const struct ir_appliance *a)
{
    begin(w, ABOUT_APPLIANCE);
    node(w, NODE_APPLIANCE, i);
    node(w, NODE_SITE, a->site);
    node(w, NODE_TABLE, a->table);
    node(w, NODE_CLASS, a->address_class);
    node(w, NODE_CLASS, a->has_public ? a->public_class : IR_NONE);
    FLAGS(w, a->has_public, a->forwards);
    node(w, NODE_ELEMENT, a->forwards_while);
    flags(w, a->stateful, IR_PROTOCOL_COUNT);
    node(w, NODE_FILTER, a->rules);
    number(w, a->snat);
    for (uint32_t k = 0; k < a->instance_count; k++) {
        begin(w, ABOUT_INSTANCE);
        node(w, NODE_APPLIANCE, i);
        node(w, NODE_ELEMENT, a->instances[k]);
    }
    for (uint32_t k = 0; k < a->snat_except_count; k++) {
        begin(w, ABOUT_SNAT_EXCEPT);
        node(w, NODE_APPLIANCE, i);
        prefix(w, a->snat_except[k]);
    }
}

static void write_balancer(struct writer *w, uint32_t i, const struct ir_balancer *b)
{
    begin(w, ABOUT_BALANCER);
    node(w, NODE_BALANCER, i);
    node(w, NODE_SITE, b->site);
    node(w, NODE_CLASS, b->address_class);
    for (uint32_t k = 0; k < b->backend_count; k++) {
        const struct ir_backend *n = &b->backends[k];
        begin(w, ABOUT_BACKEND);
        node(w, NODE_BALANCER, i);
        node(w, NODE_APPLIANCE, n->appliance);
        node(w, NODE_SITE, n->appliance == IR_NONE ? n->site : IR_NONE);
        node(w, NODE_CLASS, n->address_class);
    }
}

static void write_public(struct writer *w, const struct ir_public *p)
{
    static const enum node_kind kinds[] = {[IR_OWNER_HOST] = NODE_SITE,
                                           [IR_OWNER_APPLIANCE] = NODE_APPLIANCE,
                                           [IR_OWNER_BALANCER] = NODE_BALANCER};
    begin(w, ABOUT_PUBLIC);
    node(w, NODE_CLASS, p->class_id);
    number(w, p->kind);
    node(w, kinds[p->kind], p->owner);
    node(w, NODE_CLASS, p->kind == IR_OWNER_HOST ? p->host_class : IR_NONE);
}

static void write_machines(struct writer *w)
{
    for (uint32_t i = 0; i < w->ir->appliance_count; i++)
        write_appliance(w, i, &w->ir->appliances[i]);
    for (uint32_t i = 0; i < w->ir->balancer_count; i++)
        write_balancer(w, i, &w->ir->balancers[i]);
    for (uint32_t i = 0; i < w->ir->router_address_count; i++) {
        begin(w, ABOUT_ROUTER_ADDRESS);
        node(w, NODE_TABLE, w->ir->router_addresses[i].table);
        node(w, NODE_CLASS, w->ir->router_addresses[i].class_id);
    }
    for (uint32_t i = 0; i < w->ir->public_count; i++)
        write_public(w, &w->ir->publics[i]);
}

/* ---- addresses ---- */

static void write_classes(struct writer *w)
{
    for (uint32_t i = 0; i < w->ir->class_count; i++) {
        const struct ir_class_info *c = &w->ir->classes[i];
        begin(w, ABOUT_CLASS);
        node(w, NODE_CLASS, i);
        FLAGS(w, c->internet);
        number(w, c->sample.family);
        for (uint32_t p = 0; p < c->prefix_count; p++) {
            begin(w, ABOUT_CLASS_PREFIX);
            node(w, NODE_CLASS, i);
            node(w, NODE_PREFIX, c->prefixes[p]);
        }
    }
    begin(w, ABOUT_ANONYMOUS);
    node(w, NODE_CLASS, w->ir->anonymous);
}

struct placed {
    struct prefix is;
    uint32_t number;
};

static int by_prefix(const void *a, const void *b)
{
    return prefix_compare(((const struct placed *)a)->is, ((const struct placed *)b)->is);
}

/* Each prefix with the longest one around it: sorted prefixes nest. */
static void write_prefixes(struct writer *w)
{
    uint32_t count = w->prefixes.count, depth = 0;
    struct placed *all = arena_array(w->f->arena, struct placed, count);
    const struct placed **open = arena_array(w->f->arena, const struct placed *, count + 1);
    for (uint32_t i = 0; i < count; i++)
        all[i] = (struct placed){w->prefixes.at[i], i};
    if (count > 0)
        qsort(all, count, sizeof *all, by_prefix);
    for (uint32_t i = 0; i < count; i++) {
        while (depth > 0 && !prefix_covers(open[depth - 1]->is, all[i].is))
            depth--;
        begin(w, ABOUT_PREFIX);
        node(w, NODE_PREFIX, all[i].number);
        number(w, all[i].is.length);
        number(w, all[i].is.address.family);
        FLAGS(w, all[i].number < w->ir->prefix_count);
        node(w, NODE_PREFIX, depth > 0 ? open[depth - 1]->number : IR_NONE);
        open[depth++] = &all[i];
    }
}

/* The numbers of nodes: those of prefixes come last, since more of them turn up on the way. */
static void number_nodes(struct facts *f)
{
    const struct ir *ir = f->ir;
    const uint32_t counts[NODE_KIND_COUNT] = {
        [NODE_ELEMENT] = ir->element_count,     [NODE_TABLE] = ir->table_count,
        [NODE_SITE] = ir->site_count,           [NODE_CIRCUIT] = ir->circuit_count,
        [NODE_CLASS] = ir->class_count,         [NODE_ORIGIN] = ir->origin_count,
        [NODE_SESSION] = ir->session_count,     [NODE_FILTER] = ir->filter_count,
        [NODE_APPLIANCE] = ir->appliance_count, [NODE_BALANCER] = ir->balancer_count,
        [NODE_NEXT_HOP] = ir->next_hop_count,
    };
    uint32_t all = 0;
    for (uint32_t k = 0; k < NODE_KIND_COUNT; k++) {
        f->node_start[k] = all;
        all += counts[k];
    }
}

struct facts *facts_of(struct arena *arena, const struct ir *ir)
{
    struct facts *f = arena_new(arena, struct facts);
    *f = (struct facts){.arena = arena, .ir = ir};
    number_nodes(f);
    struct writer w = {.f = f, .ir = ir, .prefix_numbers = map_new(arena)};
    for (uint32_t i = 0; i < ir->prefix_count; i++)
        number_of(&w, ir->prefixes[i]);
    write_elements(&w);
    write_tables(&w);
    write_sites(&w);
    write_origins(&w);
    for (uint32_t i = 0; i < ir->session_count; i++)
        write_session(&w, i, &ir->sessions[i]);
    write_filters(&w);
    write_machines(&w);
    write_classes(&w);
    write_prefixes(&w);
    f->node_count = f->node_start[NODE_PREFIX] + w.prefixes.count;
    return f;
}
