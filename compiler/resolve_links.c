/*
 * resolve_links: what joins sites: peerings with the flags of their halves, and connections. What a connection
 * is follows from the kinds of its ends (the table in connection_kind); what stands at its ends is in
 * resolve_ends.c.
 */
#include "compiler/private.h"

#include <string.h>

/* ---- peerings ---- */

static uint32_t peering_site(struct compilation *c, struct model *m, const struct ast *path)
{
    const struct entity *e = name_lookup(c, m, path->name, path->span, "VNet");
    if (!e)
        return MODEL_NONE;
    if (e->kind == ENTITY_SITE && m->sites.at[e->index].kind == MODEL_VNET)
        return e->index;
    struct diag *d =
        diag_add(c->diags, DIAG_PEERING_ENDS, path->span, "a peering joins two VNets, and `%s` is %s",
                 path->name, e->kind == ENTITY_SITE ? "an on-premises site" : entity_kind_a(e->kind));
    diag_help(c->diags, d, "on-premises sites, gateways and circuits are joined by `connect`");
    return MODEL_NONE;
}

static struct model_peering *peering_between(struct model *m, uint32_t a, uint32_t b)
{
    const struct model_site *some = &m->sites.at[a], *other = &m->sites.at[b];
    const struct model_site *fewer = some->peerings.count < other->peerings.count ? some : other;
    for (uint32_t i = 0; i < fewer->peerings.count; i++) {
        struct model_peering *p = &m->peerings.at[fewer->peerings.at[i]];
        if ((p->sites[0] == a && p->sites[1] == b) || (p->sites[0] == b && p->sites[1] == a))
            return p;
    }
    return NULL;
}

static struct model_peering *peering_new(struct compilation *c, struct model *m, uint32_t a, uint32_t b,
                                         struct span at)
{
    const char *name = arena_printf(c->arena, "%s<->%s", m->sites.at[a].name, m->sites.at[b].name);
    struct model_peering p = {.name = intern_text(c->names, name, strlen(name)), .span = at, .sites = {a, b}};
    vec_push(c->arena, &m->sites.at[a].peerings, m->peerings.count);
    if (b != a)
        vec_push(c->arena, &m->sites.at[b].peerings, m->peerings.count);
    vec_push(c->arena, &m->peerings, p);
    return &m->peerings.at[m->peerings.count - 1];
}

static void half_present(struct model_half *half, struct span at)
{
    half->present = true;
    half->span = at;
    half->flags[PEER_ALLOW_VNET_ACCESS].on = true; /* F17; the others are off */
    for (int f = 0; f < PEER_FLAG_COUNT; f++)
        half->flags[f].span = at;
}

static int peering_flag(enum keyword word)
{
    switch (word) {
    case KW_ALLOW_VNET_ACCESS:
        return PEER_ALLOW_VNET_ACCESS;
    case KW_ALLOW_FORWARDED_TRAFFIC:
        return PEER_ALLOW_FORWARDED;
    case KW_ALLOW_GATEWAY_TRANSIT:
        return PEER_ALLOW_GATEWAY_TRANSIT;
    case KW_USE_REMOTE_GATEWAYS:
        return PEER_USE_REMOTE_GATEWAYS;
    default:
        return -1;
    }
}

static void half_flags(struct compilation *c, struct model_half *half, const struct ast *end)
{
    for (const struct ast *s = end->kids; s; s = s->next) {
        int flag = s->kind == AST_FLAG ? peering_flag(s->word) : -1;
        if (flag < 0) {
            not_supported_statement(c, s, "of a peering");
        } else {
            resolve_switch(&half->flags[flag], s);
        }
    }
}

static void second_block(struct compilation *c, const struct ast *block, struct span first)
{
    struct diag *d =
        diag_add(c->diags, DIAG_STATEMENT_TWICE, block->name_span, "a second block for `%s`", block->name);
    diag_label(c->diags, d, first, "the first one");
}

static void peering_ends(struct compilation *c, struct model *m, struct model_peering *p,
                         const struct ast *node)
{
    const struct ast *seen[2] = {NULL, NULL};
    for (const struct ast *end = node->kids; end; end = end->next) {
        if (end->kind != AST_END)
            continue;
        int side = -1;
        for (int s = 0; s < 2; s++)
            if (strcmp(end->name, m->sites.at[p->sites[s]].name) == 0 &&
                (node->word != KW_ARROW || p->halves[s].present))
                side = s;
        if (side < 0) {
            struct diag *d = diag_add(c->diags, DIAG_UNKNOWN_END, end->name_span,
                                      "`%s` is no end of this peering", end->name);
            diag_help(c->diags, d, "its ends are `%s` and `%s`", m->sites.at[p->sites[0]].name,
                      m->sites.at[p->sites[1]].name);
        } else if (seen[side]) {
            second_block(c, end, seen[side]->name_span);
        } else {
            half_flags(c, &p->halves[side], end);
            seen[side] = end;
        }
    }
}

static void peering_twice(struct compilation *c, const struct model_peering *old, struct span at)
{
    struct diag *d = diag_add(c->diags, DIAG_PEERING_TWICE, at, "`%s` is declared twice", old->name);
    diag_label(c->diags, d, old->span, "first declared here");
}

static void resolve_half(struct compilation *c, struct model *m, const struct ast *node, uint32_t a,
                         uint32_t b)
{
    struct model_peering *p = peering_between(m, a, b);
    if (!p)
        p = peering_new(c, m, a, b, node->span);
    int side = p->sites[0] == a ? 0 : 1;
    if (p->halves[side].present) {
        peering_twice(c, p, node->span);
        return;
    }
    half_present(&p->halves[side], node->span);
    for (const struct ast *end = node->kids; end; end = end->next)
        if (end->kind == AST_END)
            half_flags(c, &p->halves[side], end);
}

void resolve_peering(struct compilation *c, struct model *m, const struct ast *node)
{
    uint32_t a = peering_site(c, m, ast_kid(node, 0)), b = peering_site(c, m, ast_kid(node, 1));
    if (a == MODEL_NONE || b == MODEL_NONE)
        return;
    if (a == b) {
        diag_add(c->diags, DIAG_PEERING_ENDS, node->span, "`%s` is peered with itself", m->sites.at[a].name);
        return;
    }
    if (node->word == KW_ARROW) {
        resolve_half(c, m, node, a, b);
        return;
    }
    const struct model_peering *old = peering_between(m, a, b);
    if (old) {
        peering_twice(c, old, node->span);
        return;
    }
    struct model_peering *p = peering_new(c, m, a, b, node->span);
    p->whole_statement = true;
    half_present(&p->halves[0], node->span);
    half_present(&p->halves[1], node->span);
    peering_ends(c, m, p, node);
}

void resolve_peering_tags(struct model *m)
{
    for (uint32_t i = 0; i < m->peerings.count; i++)
        for (int side = 0; side < 2; side++) {
            struct model_half *half = &m->peerings.at[i].halves[side];
            if (!half->present)
                continue;
            half->tags_only = true;
            half->shows = half->flags[PEER_ALLOW_VNET_ACCESS];
            half->flags[PEER_ALLOW_VNET_ACCESS] = (struct model_switch){.on = true, .span = half->shows.span};
            half->flags[PEER_ALLOW_FORWARDED] =
                (struct model_switch){.on = true, .span = half->flags[PEER_ALLOW_FORWARDED].span};
        }
}

/* ---- ends of connections ---- */

static bool end_resolve(struct compilation *c, struct model *m, const struct ast *path, struct model_end *end)
{
    const struct entity *e = name_lookup(c, m, path->name, path->span, "gateway, router or circuit");
    if (!e)
        return false;
    end->name = e->name;
    end->span = path->span;
    end->index = e->index;
    switch (e->kind) {
    case ENTITY_GATEWAY:
        end->kind = m->gateways.at[e->index].kind == MODEL_VPN ? END_VPN_GATEWAY : END_ER_GATEWAY;
        return true;
    case ENTITY_ROUTER:
        end->kind = END_ROUTER;
        return true;
    case ENTITY_CIRCUIT:
    case ENTITY_DEVICE:
        end->kind = e->kind == ENTITY_CIRCUIT ? END_CIRCUIT : END_DEVICE;
        end->device = e->sub;
        m->circuits.at[e->index].used = true;
        return true;
    case ENTITY_APPLIANCE:
        end->kind = END_APPLIANCE;
        return true;
    case ENTITY_ROUTE_SERVER:
        end->kind = END_ROUTE_SERVER;
        return true;
    default: {
        if (c->incomplete)
            return false; /* the other end may be a kind of thing that is not modelled */
        struct diag *d = diag_add(c->diags, DIAG_CANNOT_CONNECT, path->span,
                                  "a connection cannot end at `%s`, %s", e->name, entity_kind_a(e->kind));
        diag_help(c->diags, d,
                  e->kind == ENTITY_SITE
                      ? "name a gateway or router of the site; VNets are joined by `peering`"
                      : "connections end at gateways, routers and circuits");
        return false;
    }
    }
}

static bool is_pair(const struct model_end *ends, enum model_end_kind a, enum model_end_kind b)
{
    return (ends[0].kind == a && ends[1].kind == b) || (ends[0].kind == b && ends[1].kind == a);
}

static bool is_end(const struct model_end *ends, enum model_end_kind kind)
{
    return ends[0].kind == kind || ends[1].kind == kind;
}

/* An appliance's BGP session in its own site or with a Route Server; to all others it has tunnels. */
static bool appliance_kind(const struct model *m, struct model_connection *conn)
{
    const struct model_end *ends = conn->ends;
    bool speaker = is_pair(ends, END_APPLIANCE, END_APPLIANCE) || is_pair(ends, END_APPLIANCE, END_ROUTER);
    bool inside = speaker && model_end_site(m, &ends[0]) == model_end_site(m, &ends[1]);
    if (inside || is_pair(ends, END_APPLIANCE, END_ROUTE_SERVER))
        conn->kind = CONN_SESSION;
    else if (speaker || is_pair(ends, END_APPLIANCE, END_VPN_GATEWAY))
        conn->kind = CONN_TUNNEL;
    else
        return false;
    return true;
}

static void cannot_connect(struct compilation *c, const struct model_connection *conn)
{
    const struct model_end *ends = conn->ends;
    struct diag *d = diag_add(c->diags, DIAG_CANNOT_CONNECT, conn->span, "`%s` and `%s` cannot be connected",
                              ends[0].name, ends[1].name);
    if (is_pair(ends, END_ER_GATEWAY, END_DEVICE))
        diag_help(c->diags, d, "an ExpressRoute gateway connects to the whole circuit");
    else if (is_end(ends, END_ROUTE_SERVER))
        diag_help(
            c->diags, d,
            "a Route Server connects to appliances; the gateways of its VNet are its neighbours without a "
            "`connect`");
    else if (is_end(ends, END_APPLIANCE))
        diag_help(c->diags, d,
                  "appliances connect to Route Servers, VPN gateways, routers and other appliances");
    else
        diag_help(c->diags, d,
                  "VPN gateways connect to VPN gateways and routers, ExpressRoute gateways to circuits, "
                  "circuits to routers and circuits, routers to routers of other sites");
}

/* The table "what a connection is" of the language. */
static bool connection_kind(struct compilation *c, const struct model *m, struct model_connection *conn)
{
    const struct model_end *ends = conn->ends;
    if (is_pair(ends, END_VPN_GATEWAY, END_VPN_GATEWAY) || is_pair(ends, END_VPN_GATEWAY, END_ROUTER)) {
        conn->kind = CONN_TUNNEL;
    } else if (is_pair(ends, END_ER_GATEWAY, END_CIRCUIT)) {
        conn->kind = CONN_CIRCUIT;
    } else if (is_pair(ends, END_ROUTER, END_DEVICE) || is_pair(ends, END_ROUTER, END_CIRCUIT)) {
        conn->kind = CONN_PRIVATE_PEERING;
    } else if (is_pair(ends, END_CIRCUIT, END_CIRCUIT)) {
        conn->kind = CONN_GLOBAL_REACH;
    } else if (is_pair(ends, END_ROUTER, END_ROUTER)) {
        conn->kind = CONN_WAN;
    } else if (!appliance_kind(m, conn)) {
        cannot_connect(c, conn);
        return false;
    }
    return true;
}

/* ---- what stands in a connection's block ---- */

static void end_block(struct compilation *c, struct model *m, struct model_connection *conn,
                      const struct ast *block)
{
    for (int i = 0; i < 2; i++) {
        struct model_end *end = &conn->ends[i];
        if (strcmp(end->name, block->name) != 0)
            continue;
        if (end->has_block)
            second_block(c, block, end->block_span);
        end->has_block = true;
        end->block_span = block->span;
        for (const struct ast *s = block->kids; s; s = s->next)
            resolve_end_statement(c, m, end, s);
        return;
    }
    struct diag *d = diag_add(c->diags, DIAG_UNKNOWN_END, block->name_span,
                              "`%s` is no end of this connection", block->name);
    diag_help(c->diags, d, "its ends are `%s` and `%s`", conn->ends[0].name, conn->ends[1].name);
}

/* Routes from a Route Server name the next hop; no packet takes the way of the session. */
static void connection_delay(struct compilation *c, struct model_connection *conn, const struct ast *s)
{
    conn->delay = (uint64_t)s->kids->number;
    if (!is_end(conn->ends, END_ROUTE_SERVER))
        return;
    struct diag *d =
        diag_add(c->diags, DIAG_DELAY_NOWHERE, s->span,
                 "a session with a Route Server carries no packets, so its delay counts nowhere");
    diag_help(c->diags, d, "give the delay to the connections that packets cross");
}

struct connection_flags {
    const struct ast *bgp, *fixed;
};

static void connection_statement(struct compilation *c, struct model *m, struct model_connection *conn,
                                 const struct ast *s, struct connection_flags *flags)
{
    if (s->kind == AST_END)
        end_block(c, m, conn, s);
    else if (s->kind == AST_FLAG && s->word == KW_DOWN)
        resolve_switch(&conn->down, s);
    else if (s->kind == AST_FLAG && s->number == AST_UNKNOWN)
        not_supported_statement(c, s, "of a connection");
    else if (s->kind == AST_FLAG && s->word == KW_BGP)
        flags->bgp = s;
    else if (s->kind == AST_FLAG && s->word == KW_STATIC)
        flags->fixed = s;
    else if (s->kind == AST_PROPERTY && s->word == KW_WEIGHT && conn->kind == CONN_CIRCUIT)
        conn->weight = (uint32_t)s->kids->number;
    else if (s->kind == AST_PROPERTY && s->word == KW_DELAY)
        connection_delay(c, conn, s);
    else
        not_supported_statement(c, s, "of a connection");
}

/* Only a router or an appliance may have no AS number; one that is written and wrong is check.c's to report. */
static bool lacks_asn(const struct model *m, const struct model_end *end)
{
    return (end->kind == END_ROUTER && !m->routers.at[end->index].asn_written) ||
           (end->kind == END_APPLIANCE && m->appliances.at[end->index].asn == 0);
}

/* `bgp` where it is written, else where both ends have an ASN and `static` is not written (F38). */
static void connection_bgp(struct compilation *c, struct model *m, struct model_connection *conn,
                           struct connection_flags flags)
{
    const struct model_end *without = NULL;
    for (int i = 0; i < 2; i++)
        if (lacks_asn(m, &conn->ends[i]))
            without = &conn->ends[i];
    if (flags.bgp && flags.fixed && flags.bgp->number == flags.fixed->number) {
        struct diag *d = diag_add(c->diags, DIAG_CONTRADICTION, flags.fixed->span,
                                  "`bgp` and `static` exclude each other");
        diag_label(c->diags, d, flags.bgp->span, "the other one");
    }
    if (flags.bgp)
        conn->bgp = flags.bgp->number == AST_ON;
    else if (flags.fixed)
        conn->bgp = flags.fixed->number == AST_OFF;
    else
        conn->bgp = !without;
    if ((conn->bgp && without) || (!model_connection_is_direct(conn) && without)) {
        struct diag *d = diag_add(c->diags, DIAG_MISSING_ASN, without->span, "BGP needs an AS number at `%s`",
                                  without->name);
        diag_help(c->diags, d, "give it `asn N;`%s",
                  model_connection_is_direct(conn) ? ", or make the connection `static`" : "");
    }
    if (!conn->bgp && !model_connection_is_direct(conn) && (flags.bgp || flags.fixed))
        diag_add(c->diags, DIAG_CONTRADICTION, conn->span,
                 conn->kind == CONN_SESSION ? "a Route Server exchanges routes by BGP only"
                                            : "an ExpressRoute circuit is routed by BGP only");
}

/* Do the two ends meet? A circuit stands for both of its devices. */
static bool ends_meet(const struct model_end *a, const struct model_end *b)
{
    bool circuits = (a->kind == END_CIRCUIT && b->kind == END_DEVICE) ||
                    (a->kind == END_DEVICE && b->kind == END_CIRCUIT);
    return a->name == b->name || (circuits && a->index == b->index);
}

static bool same_ends(const struct model_connection *a, const struct model_connection *b)
{
    return (ends_meet(&a->ends[0], &b->ends[0]) && ends_meet(&a->ends[1], &b->ends[1])) ||
           (ends_meet(&a->ends[0], &b->ends[1]) && ends_meet(&a->ends[1], &b->ends[0]));
}

/* What ends that meet have in common: the name, or that of the circuit. */
static const char *meeting_point(const struct model *m, const struct model_end *end)
{
    return end->kind == END_DEVICE ? m->circuits.at[end->index].name : end->name;
}

/* Enter the next connection, which has no name, by what its ends have in common with those of others. Returns the first
 * one that has the same ends, or NULL. Those that share a key are few: they end at different devices of a circuit. */
static const struct model_connection *enter_ends(struct model *m, struct model_connection *conn)
{
    const char *key[2] = {meeting_point(m, &conn->ends[0]), meeting_point(m, &conn->ends[1])};
    const struct model_connection *same = NULL;
    if ((uintptr_t)key[0] > (uintptr_t)key[1]) {
        const char *other = key[0];
        key[0] = key[1];
        key[1] = other;
    }
    if (!map_get(m->unnamed, key, sizeof key, &conn->before))
        conn->before = MODEL_NONE;
    for (uint32_t i = conn->before; i != MODEL_NONE; i = m->connections.at[i].before)
        if (same_ends(&m->connections.at[i], conn))
            same = &m->connections.at[i];
    if (!same)
        map_put(m->unnamed, key, sizeof key, m->connections.count);
    return same;
}

static bool connection_name(struct compilation *c, struct model *m, struct model_connection *conn,
                            const struct ast *node)
{
    if (node->name) {
        conn->name = conn->display = node->name;
        struct entity e = {ENTITY_CONNECTION, node->name, m->connections.count, 0, node->name_span};
        return name_enter(c, m, e);
    }
    conn->display = arena_printf(c->arena, "%s<->%s", conn->ends[0].name, conn->ends[1].name);
    const struct model_connection *old = enter_ends(m, conn);
    if (!old)
        return true;
    struct diag *d =
        diag_add(c->diags, DIAG_CONNECTION_TWICE, node->span, "a second connection between `%s` and `%s`",
                 conn->ends[0].name, conn->ends[1].name);
    diag_label(c->diags, d, old->span, "the first one");
    diag_help(c->diags, d,
              "name it, so that claims and failures can tell the two apart: `connect %s <-> %s backup ...`",
              conn->ends[0].name, conn->ends[1].name);
    return false;
}

static bool is_last(const uint32_t *at, uint32_t count, uint32_t number)
{
    return count > 0 && at[count - 1] == number;
}

/* Let the gateways and circuits at the ends know the next connection, once each. */
static void enter_connection(struct compilation *c, struct model *m, const struct model_connection *conn)
{
    uint32_t number = m->connections.count;
    for (int i = 0; i < 2; i++) {
        const struct model_end *end = &conn->ends[i];
        if (end->kind == END_CIRCUIT || end->kind == END_DEVICE) {
            struct model_circuit *circuit = &m->circuits.at[end->index];
            if (!is_last(circuit->connections.at, circuit->connections.count, number))
                vec_push(c->arena, &circuit->connections, number);
        } else if (end->kind == END_VPN_GATEWAY || end->kind == END_ER_GATEWAY) {
            struct model_gateway *gateway = &m->gateways.at[end->index];
            if (!is_last(gateway->connections.at, gateway->connections.count, number))
                vec_push(c->arena, &gateway->connections, number);
        }
    }
}

void resolve_connection(struct compilation *c, struct model *m, const struct ast *node)
{
    struct model_connection conn = {.span = node->span, .down.span = node->span};
    for (int i = 0; i < 2; i++)
        conn.ends[i].policy_in = conn.ends[i].policy_out = MODEL_NONE;
    bool first = end_resolve(c, m, ast_kid(node, 0), &conn.ends[0]);
    bool second = end_resolve(c, m, ast_kid(node, 1), &conn.ends[1]);
    if (!first || !second || !connection_kind(c, m, &conn) || !connection_name(c, m, &conn, node))
        return;
    struct connection_flags flags = {NULL, NULL};
    for (const struct ast *s = ast_kid(node, 1)->next; s; s = s->next)
        connection_statement(c, m, &conn, s, &flags);
    connection_bgp(c, m, &conn, flags);
    enter_connection(c, m, &conn);
    vec_push(c->arena, &m->connections, conn);
}
