/*
 * warn_qualifiers: qualifiers and places of a claim that no path can meet, and services that are named twice. Such a claim
 * can hold only where nothing is delivered. Claims that are expected to be refuted are left in peace.
 */
#include "compiler/claims_internal.h"

#include <string.h>

struct qualifiers {
    struct compilation *c;
    const struct claim *claim;
};

/* ---- places that a path cannot both pass and avoid ---- */

static bool avoids_table(const struct claim *claim, uint32_t table)
{
    for (uint32_t i = 0; i < claim->avoiding.count; i++)
        if (ids_hold(claim->avoiding.at[i].tables, claim->avoiding.at[i].table_count, table))
            return true;
    return false;
}

static bool avoids_link(const struct claim *claim, uint32_t link)
{
    for (uint32_t i = 0; i < claim->avoiding.count; i++)
        if (ids_hold(claim->avoiding.at[i].links, claim->avoiding.at[i].link_count, link))
            return true;
    return false;
}

static bool avoids_balancer(const struct claim *claim, uint32_t balancer)
{
    for (uint32_t i = 0; i < claim->avoiding.count; i++)
        if (ids_hold(claim->avoiding.at[i].balancers, claim->avoiding.at[i].balancer_count, balancer))
            return true;
    return false;
}

static bool is_appliance(const struct ir *ir, uint32_t table)
{
    return ir->tables[table].kind == IR_APPLIANCE;
}

/* Is all of the place avoided, or an appliance in a claim that says `uninspected`? */
static bool is_excluded(const struct qualifiers *q, const struct claim_place *p)
{
    for (uint32_t i = 0; i < p->table_count; i++)
        if (!avoids_table(q->claim, p->tables[i]) &&
            !(q->claim->uninspected && is_appliance(q->c->ir, p->tables[i])))
            return false;
    for (uint32_t i = 0; i < p->link_count; i++)
        if (!avoids_link(q->claim, p->links[i]))
            return false;
    for (uint32_t i = 0; i < p->balancer_count; i++)
        if (!avoids_balancer(q->claim, p->balancers[i]))
            return false;
    return true;
}

static bool all_excluded(const struct qualifiers *q, const struct claim_places *group)
{
    for (uint32_t i = 0; i < group->count; i++)
        if (!is_excluded(q, &group->at[i]))
            return false;
    return group->count > 0;
}

/* A group of a `via`, or a place of an `over`. Returns whether it warned. */
static bool warn_excluded(const struct qualifiers *q, const struct claim_places *group)
{
    if (!all_excluded(q, group))
        return false;
    diag_add(q->c->diags, DIAG_QUALIFIERS_CONTRADICT, q->claim->span,
             "no path passes `%s` and meets the other qualifiers of this claim", group->at[0].name);
    return true;
}

static void warn_required(const struct qualifiers *q)
{
    const struct claim *c = q->claim;
    for (uint32_t i = 0; i < c->via_count; i++)
        for (uint32_t g = 0; g < c->vias[i].count; g++)
            if (warn_excluded(q, &c->vias[i].groups[g]))
                return;
    for (uint32_t i = 0; i < c->over_count; i++)
        for (uint32_t p = 0; p < c->overs[i].count; p++)
            if (warn_excluded(q, &(struct claim_places){&c->overs[i].at[p], 1}))
                return;
}

/* ---- ends that are avoided ---- */

static const char *avoided_end(const struct claim *claim, const struct claim_set *set)
{
    for (uint32_t m = 0; m < set->count; m++)
        for (uint32_t i = 0; i < set->members[m].end_count; i++)
            if (set->members[m].ends[i].table != IR_NONE &&
                avoids_table(claim, set->members[m].ends[i].table))
                return set->members[m].name;
    return NULL;
}

static void warn_avoiding(const struct qualifiers *q)
{
    const char *end = avoided_end(q->claim, &q->claim->from);
    end = end ? end : avoided_end(q->claim, &q->claim->to);
    if (!end)
        return;
    struct diag *d = diag_add(q->c->diags, DIAG_QUALIFIERS_CONTRADICT, q->claim->span,
                              "no path from or to `%s` avoids it: the ends of a path count", end);
    diag_help(q->c->diags, d, "name the gateway, router or link that is to be avoided");
}

static void warn_hops(const struct qualifiers *q)
{
    if (q->claim->has_max_hops && q->claim->max_hops == 0)
        diag_add(q->c->diags, DIAG_QUALIFIERS_CONTRADICT, q->claim->span,
                 "no path has 0 hops: the step to where a packet is delivered is one");
}

/* ---- places that nothing passes ---- */

/* Does a route or session of the design lead to the table? */
static bool leads_to(const struct ir *ir, uint32_t table)
{
    for (uint32_t o = 0; o < ir->origin_count; o++)
        if (ir->origins[o].hop.kind == IR_HOP_TABLE && ir->origins[o].hop.target == table)
            return true;
    for (uint32_t s = 0; s < ir->session_count; s++) {
        const struct ir_session *session = &ir->sessions[s];
        if (session->hop.kind == IR_HOP_TABLE && session->hop.target == table)
            return true;
        for (uint32_t i = 0; i < session->resolved_count; i++)
            if (session->resolved[i].hop.kind == IR_HOP_TABLE && session->resolved[i].hop.target == table)
                return true;
    }
    return false;
}

/* Why no path passes the table, or NULL. Of gateways and circuit devices it is known who leads to them; packets may start
 * or end at others. */
static const char *table_bar(const struct qualifiers *q, uint32_t table)
{
    const struct ir *ir = q->c->ir;
    enum ir_table_kind kind = ir->tables[table].kind;
    if (kind == IR_ROUTE_SERVER)
        return "a Route Server carries no packets";
    if (!claim_may_be_up(ir, q->claim, ir->tables[table].element))
        return "it is always down";
    bool is_known = kind == IR_VPN_GATEWAY || kind == IR_ER_GATEWAY || kind == IR_MSEE;
    return is_known && !leads_to(ir, table) ? "no route leads there" : NULL;
}

/* The same of a place: NULL where a path may pass some part of it. */
static const char *place_bar(const struct qualifiers *q, const struct claim_place *p)
{
    const char *bar = NULL;
    for (uint32_t i = 0; i < p->table_count; i++) {
        bar = table_bar(q, p->tables[i]);
        if (!bar)
            return NULL;
    }
    for (uint32_t i = 0; i < p->link_count; i++) {
        if (claim_may_be_up(q->c->ir, q->claim, p->links[i]))
            return NULL;
        bar = "it is always down";
    }
    return p->balancer_count > 0 ? NULL : bar;
}

static void warn_places(const struct qualifiers *q, const struct claim_places *places)
{
    for (uint32_t i = 0; i < places->count; i++) {
        const char *bar = place_bar(q, &places->at[i]);
        if (bar)
            diag_add(q->c->diags, DIAG_NEVER_PASSED, q->claim->span, "no path ever passes `%s`: %s",
                     places->at[i].name, bar);
    }
}

void claim_warn_qualifiers(struct compilation *c, const struct claim *claim)
{
    struct qualifiers q = {c, claim};
    if (!claim_is_flow(claim->kind) || claim->expect == CLAIM_EXPECT_REFUTED)
        return;
    warn_required(&q);
    warn_avoiding(&q);
    warn_hops(&q);
    for (uint32_t i = 0; i < claim->via_count; i++)
        for (uint32_t g = 0; g < claim->vias[i].count; g++)
            warn_places(&q, &claim->vias[i].groups[g]);
    for (uint32_t i = 0; i < claim->over_count; i++)
        warn_places(&q, &claim->overs[i]);
    warn_places(&q, &claim->avoiding);
    warn_places(&q, &claim->places);
    warn_places(&q, &claim->groups);
}

/* ---- services ---- */

static bool overlap(const struct ast *a, const struct ast *b)
{
    struct model_ports p, q;
    bool some = service_ports(a, &p), others = service_ports(b, &q);
    if ((service_protocols(a) & service_protocols(b)) == 0)
        return false;
    return !some || !others || (p.first <= q.last && q.first <= p.last);
}

void claim_warn_services(struct compilation *c, const struct ast *services)
{
    for (const struct ast *s = services->kids; s; s = s->next)
        for (const struct ast *old = services->kids; old != s; old = old->next) {
            if (!overlap(old, s))
                continue;
            struct diag *d =
                diag_add(c->diags, DIAG_SERVICE_TWICE, s->span, "`%s` is named already, all or in part",
                         source_excerpt(c->sources, c->arena, s->span));
            diag_label(c->diags, d, old->span, "by this");
            break;
        }
}
