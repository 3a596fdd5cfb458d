/*
 * lower_appliances: appliances, load balancers and public addresses as the route network has them. Elements and
 * tables are made with the others; what names destination classes follows once these are known.
 */
#include "compiler/lower.h"

#include <stdlib.h>

/* ---- elements and tables ---- */

static uint32_t add_element(struct lowering *l, const struct model_appliance *a, const char *name,
                            uint32_t classes, uint32_t parent)
{
    struct ir_element e = {
        .name = name, .span = a->span, .classes = classes, .site = a->site, .parent = parent};
    vec_push(l->arena, &l->elements, e);
    return l->elements.count - 1;
}

/* One device; or, of several instances, a parent that fails only when named, and right after it the devices. */
void lower_appliance_elements(struct lowering *l)
{
    for (uint32_t i = 0; i < l->m->appliances.count; i++) {
        struct model_appliance *a = &l->m->appliances.at[i];
        uint32_t site = l->m->sites.at[a->site].element;
        a->element = add_element(l, a, a->name, a->instances == 1 ? IR_CLASS_DEVICE : 0, site);
        for (uint32_t n = 1; a->instances > 1 && n <= a->instances; n++)
            add_element(l, a, arena_printf(l->arena, "%s#%u", a->name, n), IR_CLASS_DEVICE, a->element);
    }
}

uint32_t lower_table_at(const struct lowering *l, uint32_t site, struct addr a)
{
    const struct model_site *s = &l->m->sites.at[site];
    for (uint32_t i = 0; i < s->subnets.count; i++) {
        const struct model_subnet *n = &l->m->subnets.at[s->subnets.at[i]];
        for (uint32_t p = 0; p < n->prefixes.count; p++)
            if (prefix_holds(n->prefixes.at[p].prefix, a))
                return n->table;
    }
    return s->table;
}

/* What an appliance with an exit of its own follows after its own table: the routes of its subnet, where its exit
 * stands in for the default route. */
static uint32_t exit_table(struct lowering *l, const struct model_appliance *a)
{
    struct ir_table t = l->tables.at[lower_table_at(l, a->site, a->address)];
    t.name = arena_printf(l->arena, "%s (exit)", a->name);
    t.span = a->default_span;
    t.element = a->element;
    vec_push(l->arena, &l->tables, t);
    return l->tables.count - 1;
}

void lower_appliance_tables(struct lowering *l, const enum ir_step *rank)
{
    for (uint32_t i = 0; i < l->m->appliances.count; i++) {
        struct model_appliance *a = &l->m->appliances.at[i];
        a->exit_table = model_has_exit(l->m, a) ? exit_table(l, a) : IR_NONE;
        struct ir_table t = {.name = a->name,
                             .span = a->span,
                             .kind = IR_APPLIANCE,
                             .site = a->site,
                             .circuit = IR_NONE,
                             .element = a->element,
                             .asn = a->asn,
                             .rank = rank,
                             .is_node = true,
                             .has_fallback = true};
        t.fallback = a->exit_table != IR_NONE ? a->exit_table : lower_table_at(l, a->site, a->address);
        vec_push(l->arena, &l->tables, t);
        a->table = l->tables.count - 1;
    }
}

/* ---- prefixes that no table need hold ---- */

static void cut_address(struct lowering *l, struct addr a)
{
    lower_cut(l, (struct prefix){a, addr_bits(a.family)});
}

static void cut_appliance(struct lowering *l, const struct model_appliance *a)
{
    cut_address(l, a->address);
    for (uint32_t i = 0; i < a->snat_except.count; i++)
        lower_cut(l, a->snat_except.at[i]);
}

static void cut_balancer(struct lowering *l, const struct model_balancer *b)
{
    cut_address(l, b->address);
    for (uint32_t i = 0; i < b->backends.count; i++) {
        const struct model_backend *n = &b->backends.at[i];
        if (n->appliance == MODEL_NONE)
            cut_address(l, l->m->sites.at[n->site].hosts.at[n->host].address);
    }
}

static void cut_host(struct lowering *l, const struct model_host *h)
{
    if (h->has_public || h->security_group != MODEL_NONE)
        cut_address(l, h->address);
}

/* ---- public addresses ---- */

static int by_class(const void *a, const void *b)
{
    const struct ir_public *x = a, *y = b;
    return x->class_id < y->class_id ? -1 : x->class_id > y->class_id;
}

static void collect_publics(struct lowering *l)
{
    const struct model *m = l->m;
    for (uint32_t s = 0; s < m->sites.count; s++)
        for (uint32_t h = 0; h < m->sites.at[s].hosts.count; h++) {
            const struct model_host *host = &m->sites.at[s].hosts.at[h];
            struct ir_public p = {.address = host->public_address,
                                  .kind = IR_OWNER_HOST,
                                  .owner = s,
                                  .host = host->address,
                                  .span = host->public_span};
            if (host->has_public)
                vec_push(l->arena, &l->publics, p);
        }
    for (uint32_t i = 0; i < m->appliances.count; i++) {
        const struct model_appliance *a = &m->appliances.at[i];
        struct ir_public p = {.address = a->public_address,
                              .kind = IR_OWNER_APPLIANCE,
                              .owner = i,
                              .host_class = IR_NONE,
                              .span = a->public_span};
        if (a->has_public)
            vec_push(l->arena, &l->publics, p);
    }
    for (uint32_t i = 0; i < m->balancers.count; i++)
        for (uint32_t n = 0; n < m->balancers.at[i].publics.count; n++) {
            struct ir_public p = {.address = m->balancers.at[i].publics.at[n],
                                  .kind = IR_OWNER_BALANCER,
                                  .owner = i,
                                  .host_class = IR_NONE,
                                  .span = m->balancers.at[i].public_span};
            vec_push(l->arena, &l->publics, p);
        }
}

bool lower_is_public(const struct lowering *l, struct addr a)
{
    for (uint32_t i = 0; i < l->publics.count; i++)
        if (addr_compare(l->publics.at[i].address, a) == 0)
            return true;
    return false;
}

void lower_publics(struct lowering *l)
{
    for (uint32_t i = 0; i < l->publics.count; i++) {
        struct ir_public *p = &l->publics.at[i];
        p->class_id = ir_class_of(l->ir, p->address);
        if (p->kind == IR_OWNER_HOST)
            p->host_class = ir_class_of(l->ir, p->host);
    }
    if (l->publics.count > 0)
        qsort(l->publics.at, l->publics.count, sizeof *l->publics.at, by_class);
    l->ir->publics = l->publics.at;
    l->ir->public_count = l->publics.count;
}

void lower_appliance_cuts(struct lowering *l)
{
    const struct model *m = l->m;
    collect_publics(l);
    for (uint32_t i = 0; i < l->publics.count; i++)
        cut_address(l, l->publics.at[i].address);
    for (uint32_t i = 0; i < m->appliances.count; i++)
        cut_appliance(l, &m->appliances.at[i]);
    for (uint32_t i = 0; i < m->balancers.count; i++)
        cut_balancer(l, &m->balancers.at[i]);
    for (uint32_t s = 0; s < m->sites.count; s++)
        for (uint32_t h = 0; h < m->sites.at[s].hosts.count; h++)
            cut_host(l, &m->sites.at[s].hosts.at[h]);
}

/* ---- appliances and load balancers ---- */

static const uint32_t *instances(struct lowering *l, const struct model_appliance *a)
{
    uint32_t *ids = arena_array(l->arena, uint32_t, a->instances);
    for (uint32_t n = 0; n < a->instances; n++)
        ids[n] = a->element + (a->instances > 1 ? n + 1 : 0);
    return ids;
}

static uint32_t forwards_while(const struct lowering *l, const struct model_appliance *a)
{
    return a->forwards.setting > 0 ? l->m->settings.at[a->forwards.setting - 1].element : IR_NONE;
}

static struct ir_appliance lower_appliance(struct lowering *l, const struct model_appliance *a)
{
    static const enum ir_snat snat[] = {
        [SNAT_NEVER] = IR_SNAT_NEVER, [SNAT_ALWAYS] = IR_SNAT_ALWAYS, [SNAT_EXCEPT] = IR_SNAT_EXCEPT};
    struct ir_appliance out = {.name = a->name,
                               .span = a->span,
                               .site = a->site,
                               .table = a->table,
                               .address = a->address,
                               .address_class = ir_class_of(l->ir, a->address),
                               .has_public = a->has_public,
                               .public_address = a->public_address,
                               .public_class = IR_NONE,
                               .instances = instances(l, a),
                               .instance_count = a->instances,
                               .forwards = a->forwards.on || a->forwards.setting > 0,
                               .forwards_while = forwards_while(l, a),
                               .rules = lower_appliance_rules(l, a),
                               .snat = snat[a->snat],
                               .snat_except = a->snat_except.at,
                               .snat_except_count = a->snat_except.count};
    if (a->has_public)
        out.public_class = ir_class_of(l->ir, a->public_address);
    for (uint32_t p = 0; p < IR_PROTOCOL_COUNT; p++)
        out.stateful[p] = a->stateful[p];
    return out;
}

static struct ir_backend lower_backend(struct lowering *l, const struct model_backend *n)
{
    bool appliance = n->appliance != MODEL_NONE;
    struct addr a = appliance ? l->m->appliances.at[n->appliance].address
                              : l->m->sites.at[n->site].hosts.at[n->host].address;
    return (struct ir_backend){.appliance = appliance ? n->appliance : IR_NONE,
                               .site = appliance ? IR_NONE : n->site,
                               .address = a,
                               .address_class = ir_class_of(l->ir, a)};
}

static struct ir_balancer lower_balancer(struct lowering *l, const struct model_balancer *b)
{
    struct ir_backend *backends = arena_array(l->arena, struct ir_backend, b->backends.count);
    for (uint32_t i = 0; i < b->backends.count; i++)
        backends[i] = lower_backend(l, &b->backends.at[i]);
    return (struct ir_balancer){.name = b->name,
                                .span = b->span,
                                .site = b->site,
                                .address = b->address,
                                .address_class = ir_class_of(l->ir, b->address),
                                .backends = backends,
                                .backend_count = b->backends.count};
}

void lower_appliances(struct lowering *l)
{
    const struct model *m = l->m;
    struct ir_appliance *appliances = arena_array(l->arena, struct ir_appliance, m->appliances.count);
    struct ir_balancer *balancers = arena_array(l->arena, struct ir_balancer, m->balancers.count);
    for (uint32_t i = 0; i < m->appliances.count; i++)
        appliances[i] = lower_appliance(l, &m->appliances.at[i]);
    for (uint32_t i = 0; i < m->balancers.count; i++)
        balancers[i] = lower_balancer(l, &m->balancers.at[i]);
    l->ir->appliances = appliances;
    l->ir->appliance_count = m->appliances.count;
    l->ir->balancers = balancers;
    l->ir->balancer_count = m->balancers.count;
}

/* ---- does any of this matter? ---- */

static bool session_has_sources(const struct ir_session *s)
{
    for (uint32_t i = 0; i < s->resolved_count; i++)
        if (s->resolved[i].hop.source_count > 0)
            return true;
    return s->hop.source_count > 0;
}

void lower_packets_matter(struct lowering *l)
{
    bool matter = l->ir->appliance_count > 0 || l->ir->balancer_count > 0 || l->ir->attachment_count > 0 ||
                  l->ir->public_count > 0;
    for (uint32_t i = 0; i < l->origins.count && !matter; i++)
        matter = l->origins.at[i].hop.source_count > 0;
    for (uint32_t i = 0; i < l->sessions.count && !matter; i++)
        matter = session_has_sources(&l->sessions.at[i]);
    l->ir->packets_matter = matter;
}
