/*
 * warn: what is allowed and probably not meant: circuits that lead nowhere, policies that nothing uses, settings
 * that nobody listens to, switches left to a default that has changed, and what this model does differently (F97).
 * The platform's limits are in check_limits.c. Looks at the model only.
 */
#include "compiler/private.h"

#include <string.h>

struct warner {
    struct compilation *c;
    const struct model *m;
};

static void warn_circuit(struct warner *w, uint32_t circuit)
{
    const struct model_circuit *e = &w->m->circuits.at[circuit];
    if (!e->used)
        diag_add(w->c->diags, DIAG_UNUSED, e->span, "circuit `%s` is connected to nothing", e->name);
}

static void warn_policy(struct warner *w, const struct model_policy *p)
{
    if (!p->used)
        diag_add(w->c->diags, DIAG_UNUSED, p->span, "policy `%s` is used at no end of a connection", p->name);
}

/* F66: what the platform does not listen to. */
static void warn_ignored(struct warner *w, const struct model_end *e, const struct model_end *far)
{
    bool platform = !model_end_has_policy(far) && far->kind != END_ROUTE_SERVER;
    if (platform && e->communities.count > 0)
        diag_add(w->c->diags, DIAG_NO_EFFECT, e->block_span,
                 "`%s` sends communities to `%s`, which ignores them", e->name, far->name);
    if ((platform || far->kind == END_ROUTE_SERVER) && e->has_med)
        diag_add(w->c->diags, DIAG_NO_EFFECT, e->block_span, "`%s` sends a MED to `%s`, which ignores it",
                 e->name, far->name);
    for (uint32_t i = 0; e->policy_out != MODEL_NONE && i < w->m->policies.at[e->policy_out].lines.count;
         i++) {
        const struct model_policy_line *line = &w->m->policies.at[e->policy_out].lines.at[i];
        if (line->set_local_preference && model_end_asn(w->m, e) != model_end_asn(w->m, far))
            diag_add(w->c->diags, DIAG_NO_EFFECT, line->span,
                     "local preference does not go to `%s`, a neighbour of another AS", far->name);
    }
}

/* RFC 4271, 9.1.2: by iBGP a path with the sender's number in it has the receiver's. */
static void warn_inner_prepend(struct warner *w, const struct model_end *e, const struct model_end *far)
{
    struct diag *d = NULL;
    if (e->prepend > 0)
        d = diag_add(w->c->diags, DIAG_INNER_PREPEND, e->block_span,
                     "`%s` refuses all that `%s` announces: over iBGP its own AS number is in the AS path",
                     far->name, e->name);
    bool keeps = e->policy_out != MODEL_NONE && e->strip != model_end_asn(w->m, e);
    for (uint32_t i = 0; !d && keeps && i < w->m->policies.at[e->policy_out].lines.count; i++) {
        const struct model_policy_line *line = &w->m->policies.at[e->policy_out].lines.at[i];
        if (line->prepend > 0)
            d = diag_add(
                w->c->diags, DIAG_INNER_PREPEND, line->span,
                "`%s` refuses what `%s` announces by this line: over iBGP its own AS number is in the "
                "AS path",
                far->name, e->name);
    }
    if (d)
        diag_help(w->c->diags, d, "over iBGP set the local preference instead");
}

/* Another ExpressRoute gateway than this one at the far end of a circuit's connection, or NULL. */
static const struct model_end *other_gateway(const struct model *m, uint32_t connection, uint32_t gateway)
{
    const struct model_connection *conn = &m->connections.at[connection];
    const struct model_end *end = &conn->ends[conn->ends[0].kind == END_ER_GATEWAY ? 0 : 1];
    return conn->kind == CONN_CIRCUIT && end->index != gateway ? end : NULL;
}

/* The first gateway that shares a circuit with this one, or NULL. */
static const struct model_end *sharing_gateway(const struct model *m, uint32_t gateway)
{
    const struct model_gateway *g = &m->gateways.at[gateway];
    for (uint32_t i = 0; i < g->connections.count; i++) {
        const struct model_connection *conn = &m->connections.at[g->connections.at[i]];
        const struct model_end *far = &conn->ends[conn->ends[0].kind == END_ER_GATEWAY ? 1 : 0];
        const struct model_circuit *circuit = &m->circuits.at[far->index];
        for (uint32_t k = 0; conn->kind == CONN_CIRCUIT && k < circuit->connections.count; k++) {
            const struct model_end *other = other_gateway(m, circuit->connections.at[k], gateway);
            if (other)
                return other;
        }
    }
    return NULL;
}

/* F58: the default differs between document versions, so say what was assumed where it matters. */
static void warn_remote_vnets(struct warner *w, uint32_t gateway)
{
    const struct model_gateway *g = &w->m->gateways.at[gateway];
    const struct model_end *other = NULL;
    if (g->kind == MODEL_EXPRESSROUTE && !g->accept_remote_written)
        other = sharing_gateway(w->m, gateway);
    if (!other)
        return;
    struct diag *d = diag_add(w->c->diags, DIAG_REMOTE_VNETS_DEFAULT, g->span,
                              "`%s` shares a circuit with `%s`, and VNet-to-VNet over it is %s by default",
                              g->name, other->name, g->accept_remote_vnets.on ? "on" : "off");
    diag_help(w->c->diags, d, "write `accept-remote-vnets on;` or `off;` in the gateway");
}

static void warn_ends(struct warner *w, const struct model_connection *conn, int side)
{
    warn_ignored(w, &conn->ends[side], &conn->ends[1 - side]);
    if (conn->bgp && model_connection_is_internal(w->m, conn))
        warn_inner_prepend(w, &conn->ends[side], &conn->ends[1 - side]);
}

/* F97: with a Route Server the platform uses one of several equal ExpressRoute connections. */
static void warn_route_server(struct warner *w, const struct model_route_server *rs)
{
    uint32_t er = model_gateway_of(w->m, rs->site, MODEL_EXPRESSROUTE), circuits = 0;
    for (uint32_t i = 0; i < w->m->connections.count; i++) {
        const struct model_connection *conn = &w->m->connections.at[i];
        for (int s = 0; s < 2; s++)
            circuits += conn->kind == CONN_CIRCUIT && conn->ends[s].kind == END_ER_GATEWAY &&
                        conn->ends[s].index == er;
    }
    if (circuits > 1)
        diag_add(w->c->diags, DIAG_ROUTE_SERVER_ECMP, rs->span,
                 "beside `%s` the platform uses one of several equal ExpressRoute connections; nicc keeps "
                 "all %u in use",
                 rs->name, circuits);
}

/* A group by a tag that no site bears is empty, and claims about it say nothing. */
static void warn_tag(struct compilation *c, const struct model *m, const struct model_group *g,
                     const struct ast *tagged)
{
    VEC(const char *) tags = {0};
    for (uint32_t s = 0; s < m->sites.count; s++)
        for (uint32_t t = 0; t < m->sites.at[s].tags.count; t++) {
            vec_push(c->arena, &tags, m->sites.at[s].tags.at[t]);
            if (strcmp(m->sites.at[s].tags.at[t], tagged->name) == 0)
                return;
        }
    struct diag *d = diag_add(c->diags, DIAG_EMPTY_GROUP, tagged->span,
                              "`%s` is empty: no site has the tag `%s`", g->name, tagged->name);
    const char *near = diag_nearest(tagged->name, tags.at, tags.count);
    if (near)
        diag_help(c->diags, d, "a similar tag: `%s`", near);
}

static void warn_groups(struct compilation *c, const struct model *m)
{
    for (uint32_t i = 0; i < m->groups.count; i++)
        for (const struct ast *kid = m->groups.at[i].node->kids; kid; kid = kid->next)
            if (kid->kind == AST_TAGGED)
                warn_tag(c, m, &m->groups.at[i], kid);
}

void warn_design(struct compilation *c, const struct model *m)
{
    struct warner w = {c, m};
    warn_groups(c, m);
    for (uint32_t i = 0; i < m->circuits.count; i++)
        warn_circuit(&w, i);
    for (uint32_t i = 0; i < m->gateways.count; i++)
        warn_remote_vnets(&w, i);
    for (uint32_t i = 0; i < m->route_servers.count; i++)
        warn_route_server(&w, &m->route_servers.at[i]);
    for (uint32_t i = 0; i < m->policies.count; i++)
        warn_policy(&w, &m->policies.at[i]);
    for (uint32_t i = 0; i < m->connections.count; i++)
        for (int s = 0; s < 2; s++)
            warn_ends(&w, &m->connections.at[i], s);
    warn_limits(c, m);
    warn_appliances(c, m);
    warn_igp(c, m);
}
