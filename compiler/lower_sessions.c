/*
 * lower_sessions: who announces what to whom across connections: tunnels and WAN links with BGP, private
 * peering links, circuit connections and Global Reach, each direction a session with its filters. What
 * happens inside a VNet or site (gateways among themselves and with the subnets, routers with their LAN) is
 * in lower_gateways.c.
 */
#include "compiler/lower.h"

#define ASN_GATEWAY 65515u /* F40 */

/* One direction over a connection: from one table to another across a link. */
struct edge {
    const struct model_connection *conn;
    const struct model_end *from, *to;
    uint32_t from_table, to_table, link;
};

static struct edge edge_of(const struct lowering *l, const struct model_connection *conn, int from,
                           uint32_t from_device, uint32_t to_device, uint32_t link)
{
    struct edge e = {
        .conn = conn, .from = &conn->ends[from], .to = &conn->ends[1 - from], .link = conn->elements[link]};
    e.from_table = end_table(l, e.from, from_device);
    e.to_table = end_table(l, e.to, to_device);
    return e;
}

static struct ir_session session_over(struct lowering *l, const struct edge *e)
{
    struct ir_session s = {.from = e->from_table,
                           .to = e->to_table,
                           .kind = IR_EBGP,
                           .source = IR_SRC_EBGP,
                           .span = e->conn->span};
    s.guard = lower_guard(l, e->link, l->tables.at[e->from_table].element, l->tables.at[e->to_table].element,
                          IR_NONE);
    s.hop = hop_to_table(e->from_table, e->link, e->conn->span);
    s.loop_check = true;
    return s;
}

/* ---- VPN gateways ---- */

/* F34, F36: of what a VPN gateway learned, no default route and nothing that overlaps its VNet goes on; its own goes. */
void vpn_passes(struct lowering *l, struct clauses *c, uint32_t site, struct span at)
{
    struct ir_prefix_match *defaults = arena_array(l->arena, struct ir_prefix_match, 2);
    defaults[0] = (struct ir_prefix_match){{{0, 0, ADDR_IPV4}, 0}, IR_MATCH_RANGE, 0, 0};
    defaults[1] = (struct ir_prefix_match){{{0, 0, ADDR_IPV6}, 0}, IR_MATCH_RANGE, 0, 0};
    clause_prefixes(l, c, defaults, 2, false, RULE_VPN_DEFAULT_NOT_PASSED, at);
    clause_permit_tags(l, c, IR_TAG_OWN, at);
    clause_gateway_space(l, c, site, IR_MATCH_OVERLAP, RULE_VPN_OVERLAP_NOT_PASSED, at);
    clause_rest(l, c, true, IR_NONE, at);
}

/* F77: what a VPN gateway announces to a BGP peer. */
static struct clauses vpn_exports(struct lowering *l, const struct model_end *e, struct span at)
{
    struct clauses c = {{0}};
    clause_deny_tags(l, &c, IR_TAG_INTERNAL, RULE_GATEWAY_NON_TRANSIT, at);
    clause_deny_tags(l, &c, IR_TAG_LOCAL_ONLY, RULE_PEERED_NOT_ANNOUNCED, at);
    vpn_passes(l, &c, l->m->gateways.at[e->index].site, at);
    return c;
}

/* F37: equal to or inside the VNet's address space is discarded; transit spokes count as the VNet. */
static struct clauses vpn_imports(struct lowering *l, const struct model_end *e, struct span at)
{
    struct clauses c = {{0}};
    clause_gateway_space(l, &c, l->m->gateways.at[e->index].site, IR_MATCH_RANGE, RULE_VPN_INSIDE_VNET, at);
    clause_rest(l, &c, true, IR_NONE, at);
    return c;
}

/* ---- tunnels and WAN links ---- */

/* Two speakers with one AS number speak iBGP, in one site or two. */
static void inner_session(struct lowering *l, struct ir_session *s, const struct edge *e)
{
    if (!model_connection_is_internal(l->m, e->conn))
        return;
    s->kind = IR_IBGP;
    s->source = IR_SRC_IBGP;
    s->loop_check = l->own_in_paths; /* RFC 4271, 9.1.2: by iBGP too */
}

static uint32_t direct_session(struct lowering *l, const struct edge *e)
{
    struct ir_session s = session_over(l, e);
    struct clauses out = {{0}}, in = {{0}};
    inner_session(l, &s, e);
    if (e->from->kind == END_VPN_GATEWAY) {
        out = vpn_exports(l, e->from, s.span);
        s.export_edit = announced(l->tables.at[s.from].asn, e->from->prepend);
    } else {
        speaker_announces(l, e->from, e->to, &s, &out);
    }
    if (e->to->kind == END_VPN_GATEWAY) {
        in = vpn_imports(l, e->to, s.span);
        s.import_edit = platform_accepted(l, 0);
        s.rank = VPN_TUNNEL;
    } else {
        speaker_accepts(l, e->to, &s, &in);
        s.rank = ROUTER_BGP;
    }
    return lower_session(l, s, &out, &in);
}

static void lower_direct(struct lowering *l, const struct model_connection *conn)
{
    if (!conn->bgp)
        return; /* F38: static routes only */
    struct edge there = edge_of(l, conn, 0, 0, 0, 0), back = edge_of(l, conn, 1, 0, 0, 0);
    uint32_t a = direct_session(l, &there);
    lower_reverse(l, a, direct_session(l, &back));
}

/* ---- circuits ---- */

static struct clauses everything(struct lowering *l, struct span at)
{
    struct clauses c = {{0}};
    clause_rest(l, &c, true, IR_NONE, at);
    return c;
}

/* F56: towards the customer the device removes 65515. */
static uint32_t device_to_router(struct lowering *l, const struct edge *e)
{
    struct ir_session s = session_over(l, e);
    struct clauses out = everything(l, s.span), in = {{0}};
    s.export_edit = announced(l->tables.at[s.from].asn, 0);
    s.export_edit.strip_asn = ASN_GATEWAY;
    speaker_accepts(l, e->to, &s, &in);
    s.rank = ROUTER_BGP;
    return lower_session(l, s, &out, &in);
}

static uint32_t router_to_device(struct lowering *l, const struct edge *e)
{
    struct ir_session s = session_over(l, e);
    struct clauses out = {{0}}, in = everything(l, s.span);
    speaker_announces(l, e->from, e->to, &s, &out);
    s.import_edit = platform_accepted(l, 0);
    return lower_session(l, s, &out, &in);
}

/* F54, F60, F77: address spaces only. */
static uint32_t gateway_to_device(struct lowering *l, const struct edge *e)
{
    struct ir_session s = session_over(l, e);
    struct clauses out = {{0}}, in = everything(l, s.span);
    clause_deny_tags(l, &out, IR_TAG_INTERNAL, RULE_GATEWAY_NON_TRANSIT, s.span);
    clause_deny_tags(l, &out, IR_TAG_LOCAL_ONLY, RULE_PEERED_NOT_ANNOUNCED, s.span);
    clause_permit_tags(l, &out, IR_TAG_OWN | IR_TAG_EXCHANGED, s.span); /* F78, F86 */
    clause_rest(l, &out, false, RULE_ER_GATEWAY_OWN_ONLY, s.span);
    bool remote = lower_on(l, &l->m->gateways.at[e->from->index].accept_remote_vnets);
    s.export_edit = announced(ASN_GATEWAY, 0);
    s.import_edit = platform_accepted(l, IR_TAG_VNET | (remote ? 0u : IR_TAG_NO_REMOTE));
    s.import_edit.tags_set &= ~(ir_tags)IR_TAG_EXTERNAL;
    return lower_session(l, s, &out, &in);
}

/* F57: towards another gateway 65515 becomes 12076. F58: VNet-to-VNet needs the switch on both gateways. */
static uint32_t device_to_gateway(struct lowering *l, const struct edge *e)
{
    struct ir_session s = session_over(l, e);
    const struct model_gateway *g = &l->m->gateways.at[e->to->index];
    uint32_t asn = l->tables.at[s.from].asn;
    struct clauses out = {{0}}, in = everything(l, s.span);
    bool remote = lower_on(l, &g->accept_remote_vnets);
    clause_deny_tags(l, &out, IR_TAG_NO_REMOTE | (remote ? 0u : IR_TAG_VNET), RULE_CIRCUIT_VNET_TO_VNET,
                     g->span);
    clause_deny_tags(l, &out, IR_TAG_GLOBAL_REACH, RULE_GLOBAL_REACH_ONPREM, s.span);
    clause_rest(l, &out, true, IR_NONE, s.span);
    s.export_edit = announced(asn, 0);
    s.export_edit.replace_from = ASN_GATEWAY;
    s.export_edit.replace_to = asn;
    s.import_edit = platform_accepted(l, 0);
    s.import_edit.weight = e->conn->weight; /* F62 */
    s.rank = ER_CIRCUIT;
    return lower_session(l, s, &out, &in);
}

/* F61: on-premises prefixes of two circuits, joined at the devices as inside one AS. */
static uint32_t device_to_device(struct lowering *l, const struct edge *e)
{
    struct ir_session s = session_over(l, e);
    struct clauses out = {{0}}, in = everything(l, s.span);
    clause_deny_tags(l, &out, IR_TAG_VNET | IR_TAG_GLOBAL_REACH, RULE_GLOBAL_REACH_ONPREM, s.span);
    clause_rest(l, &out, true, IR_NONE, s.span);
    s.kind = IR_IBGP;
    s.source = IR_SRC_IBGP;
    s.loop_check = false;
    s.rank = MSEE_GLOBAL_REACH;
    s.import_edit = platform_accepted(l, IR_TAG_GLOBAL_REACH);
    s.import_edit.tags_set &= ~(ir_tags)IR_TAG_EXTERNAL;
    return lower_session(l, s, &out, &in);
}

static int circuit_side(const struct model_connection *conn)
{
    return conn->ends[0].kind == END_CIRCUIT || conn->ends[0].kind == END_DEVICE ? 0 : 1;
}

/* A gateway to both devices of a circuit, or a router to one or both. */
static void lower_circuit_links(struct lowering *l, const struct model_connection *conn)
{
    int circuit = circuit_side(conn);
    bool gateway = conn->kind == CONN_CIRCUIT;
    for (uint32_t d = 0; d < conn->element_count; d++) {
        struct edge out = edge_of(l, conn, circuit, d, d, d), in = edge_of(l, conn, 1 - circuit, d, d, d);
        for (lower_cases(l); lower_case(l);) {
            uint32_t a = gateway ? device_to_gateway(l, &out) : device_to_router(l, &out);
            uint32_t b = gateway ? gateway_to_device(l, &in) : router_to_device(l, &in);
            lower_reverse(l, a, b);
        }
    }
}

static void lower_global_reach(struct lowering *l, const struct model_connection *conn)
{
    for (uint32_t x = 0; x < 2; x++)
        for (uint32_t y = 0; y < 2; y++) {
            struct edge there = edge_of(l, conn, 0, x, y, 0), back = edge_of(l, conn, 1, y, x, 0);
            uint32_t a = device_to_device(l, &there);
            lower_reverse(l, a, device_to_device(l, &back));
        }
}

void lower_sessions(struct lowering *l)
{
    for (uint32_t i = 0; i < l->m->connections.count; i++) {
        const struct model_connection *conn = &l->m->connections.at[i];
        if (model_connection_is_direct(conn))
            lower_direct(l, conn);
        else if (conn->kind == CONN_GLOBAL_REACH)
            lower_global_reach(l, conn);
        else if (conn->kind != CONN_SESSION) /* with a Route Server: lower_route_servers */
            lower_circuit_links(l, conn);
    }
}
