/*
 * lower_route_servers: a Route Server and the appliances that peer with it (F85 to F96). The Route Server itself
 * is a table that hears the appliances and the gateways and tells the appliances what it knows. What it hands on
 * of an appliance's routes, to subnets (F89) and with branch-to-branch to the gateways (F86), are sessions from the
 * appliance itself that live as long as the Route Server does: so several equal appliances are all in use (F91),
 * where a table would announce one of them. How the gateways meet at the Route Server is in lower_gateways.c.
 */
#include "compiler/lower.h"

static const enum ir_step rank_subnet[] = {IR_STEP_RANK, IR_STEP_PATH_LENGTH, IR_STEP_WEIGHT, IR_STEP_END};
static const enum ir_step rank_gateway[] = {IR_STEP_RANK, IR_STEP_PATH_LENGTH, IR_STEP_WEIGHT, IR_STEP_END};

#define ASN_ROUTE_SERVER 65515u /* F85 */

/* ---- preference (F92) ---- */

static const struct model_route_server *site_server(const struct lowering *l, uint32_t site)
{
    const struct model_site *s = &l->m->sites.at[site];
    return s->route_servers.count > 0 ? &l->m->route_servers.at[s->route_servers.at[0]] : NULL;
}

/* Is this kind of route the second choice? With `as-path` there is none before the AS paths are compared. */
static bool is_second(const struct model_route_server *rs, bool expressroute)
{
    enum model_preference preference = rs ? rs->preference : PREFER_EXPRESSROUTE;
    return preference != PREFER_AS_PATH && expressroute != (preference == PREFER_EXPRESSROUTE);
}

uint8_t subnet_rank(const struct lowering *l, uint32_t site, bool expressroute)
{
    return is_second(site_server(l, site), expressroute) ? SUBNET_VPN : SUBNET_EXPRESSROUTE;
}

uint8_t server_rank(const struct model_route_server *rs, bool expressroute)
{
    return is_second(rs, expressroute) ? SERVER_SECOND : SERVER_FIRST;
}

/* What a VPN gateway heard through the Route Server stands behind its own tunnels in any case (F48). */
uint8_t vpn_gateway_rank(const struct model_route_server *rs, bool expressroute)
{
    return is_second(rs, expressroute) ? VPN_LAST : VPN_EXPRESSROUTE;
}

uint32_t preference_weight(const struct lowering *l, uint32_t site, bool expressroute)
{
    const struct model_route_server *rs = site_server(l, site);
    return rs && rs->preference == PREFER_AS_PATH && expressroute ? 1 : 0;
}

/* ---- hops between VNets ---- */

/* F25: an ExpressRoute gateway forwards over a peering only with transit or the receiver's consent. */
static bool is_refused(struct lowering *l, const struct model_peering *p, int side, uint32_t table)
{
    return l->tables.at[table].kind == IR_ER_GATEWAY && !lower_transit(l, p, 1 - side) &&
           !lower_on(l, &p->halves[1 - side].flags[PEER_ALLOW_FORWARDED]);
}

bool hop_across(struct lowering *l, struct ir_hop *hop, uint32_t table, uint32_t from, uint32_t to)
{
    if (from == to)
        return true;
    const struct model_peering *p = model_peering_of(l->m, from, to);
    if (!p)
        return false;
    int side = model_peering_side(p, from);
    enum ir_table_kind kind = l->tables.at[table].kind;
    if (peering_blocked(l, p)) {
        *hop = hop_drop(RULE_PEERING_BLOCKED, peering_blocked_span(l, p));
    } else if (is_refused(l, p, side, table)) {
        *hop = hop_drop(RULE_FORWARDED_REFUSED, p->halves[1 - side].flags[PEER_ALLOW_FORWARDED].span);
    } else {
        hop->link = p->element;
        bool gateway = kind == IR_VPN_GATEWAY || kind == IR_ER_GATEWAY || kind == IR_ROUTE_SERVER ||
                       table == gateway_subnet_table(l, from);
        if (!gateway)
            hop_sources(l, hop, p, side);
    }
    return true;
}

/* ---- one appliance at one Route Server ---- */

struct peer {
    const struct model_connection *conn;
    const struct model_end *appliance_end, *server_end;
    const struct model_appliance *appliance;
    const struct model_route_server *rs;
    const struct model_peering *over; /* between the two VNets, or NULL in one */
    uint32_t link;                    /* its element, or IR_NONE */
    ir_tags heard;                    /* mark of what the appliance heard from this Route Server */
};

/* F26: nothing passes a blocked peering, BGP neither. (Where it always is, check_bgp.c has refused the connection.) */
static bool speaks(struct lowering *l, const struct peer *p)
{
    return !p->over || !peering_blocked(l, p->over);
}

/* Up to here the guard of everything that comes of the peer: both ends, their connection and the way between. */
static struct ir_guard peer_guard(struct lowering *l, const struct peer *p, uint32_t to, uint32_t link)
{
    uint32_t ids[] = {l->tables.at[p->appliance->table].element,
                      p->rs->element,
                      p->conn->elements[0],
                      p->link,
                      l->tables.at[to].element,
                      link};
    return lower_guard_of(l, ids, sizeof ids / sizeof *ids);
}

/* What the appliance announces to the Route Server, and so to all who get it from there. What it heard from this same
 * Route Server does not go back. */
static struct ir_session peer_session(struct lowering *l, const struct peer *p, uint32_t to, uint32_t link,
                                      struct clauses *out)
{
    struct ir_session s = {
        .from = p->appliance->table, .to = to, .kind = IR_EBGP, .source = IR_SRC_EBGP, .span = p->conn->span};
    s.guard = peer_guard(l, p, to, link);
    s.hop = hop_to_table(s.from, IR_NONE, s.span);
    s.by_server = to != p->rs->table;
    s.server = p->rs->table;
    clause_deny_tags(l, out, p->heard, RULE_SPLIT_HORIZON, s.span);
    speaker_announces(l, p->appliance_end, p->server_end, &s, out);
    return s;
}

static uint32_t appliance_to_server(struct lowering *l, const struct peer *p)
{
    struct clauses out = {{0}}, in = {{0}};
    struct ir_session s = peer_session(l, p, p->rs->table, IR_NONE, &out);
    clause_rest(l, &in, true, IR_NONE, s.span);
    hop_across(l, &s.hop, s.to, p->rs->site, p->appliance->site);
    s.loop_check = true; /* F95 */
    s.rank = server_rank(p->rs, false);
    s.import_edit = platform_accepted(l, 0);
    s.import_edit.tags_clear = IR_TAGS_ALL & ~l->community_tags; /* F93 */
    return lower_session(l, s, &out, &in);
}

/* F86: the routes of gateways only with branch-to-branch. The appliance tells them on and does not use them. */
static uint32_t server_to_appliance(struct lowering *l, const struct peer *p)
{
    struct clauses out = {{0}}, in = {{0}};
    struct ir_session s = {.from = p->rs->table,
                           .to = p->appliance->table,
                           .kind = IR_EBGP,
                           .source = IR_SRC_EBGP,
                           .span = p->conn->span};
    s.guard = peer_guard(l, p, s.to, IR_NONE);
    s.hop = hop_to_table(s.from, IR_NONE, s.span);
    clause_scope(l, &out, IR_EBGP, s.span);
    if (!lower_on(l, &p->rs->branch_to_branch))
        clause_deny_tags(l, &out, IR_TAG_INTERNAL, RULE_BRANCH_TO_BRANCH_OFF, p->rs->branch_to_branch.span);
    clause_rest(l, &out, true, IR_NONE, s.span);
    s.export_edit = announced(ASN_ROUTE_SERVER, 0);
    speaker_accepts(l, p->appliance_end, &s, &in);
    s.import_edit.tags_set |= p->heard;
    s.loop_check = true;
    s.rank = APPLIANCE_SERVER;
    s.control_only = true;
    return lower_session(l, s, &out, &in);
}

/* F95: what the Route Server would have dropped. */
static void clause_own_path(struct lowering *l, struct clauses *in, struct span at)
{
    static const uint32_t own[] = {ASN_ROUTE_SERVER};
    struct ir_clause clause = {
        .path_asns = own, .path_asn_count = 1, .rule = RULE_SERVER_OWN_PATH, .span = at};
    vec_push(l->arena, &in->list, clause);
}

/* F89, F90: into one table of the Route Server's VNet or of a VNet that uses it over peering `over`. */
static void program(struct lowering *l, const struct peer *p, uint32_t table, uint32_t over)
{
    struct clauses out = {{0}}, in = {{0}};
    struct ir_session s = peer_session(l, p, table, over, &out);
    uint32_t site = l->tables.at[table].site;
    clause_own_path(l, &in, s.span);
    clause_gateway_space(l, &in, p->rs->site, IR_MATCH_RANGE, RULE_SERVER_INSIDE_VNET, p->rs->span);
    bool reached = hop_across(l, &s.hop, table, site, p->appliance->site);
    clause_rest(l, &in, reached, RULE_NEXT_HOP_UNREACHABLE, s.span);
    s.kind = IR_PROGRAM;
    s.source = IR_SRC_GATEWAY;
    s.rank = subnet_rank(l, p->rs->site, false);
    s.import_edit =
        (struct ir_edit){.set_weight = true, .tags_clear = IR_TAGS_ALL, .tags_set = IR_TAG_INTERNAL};
    lower_session(l, s, &out, &in);
    l->tables.at[table].rank = rank_subnet;
}

/* `over`: NULL, or the peering over which the site uses the Route Server (F21c). */
static void program_site(struct lowering *l, const struct peer *p, uint32_t site,
                         const struct model_peering *over)
{
    struct table_list tables = site_start_tables(l, site);
    for (uint32_t i = 0; i < tables.list.count; i++)
        for (lower_cases(l); lower_case(l);)
            if (speaks(l, p) && (!over || lower_transit(l, over, model_peering_side(over, site))) &&
                table_is_programmed(l, site, tables.list.at[i]))
                program(l, p, tables.list.at[i], over ? over->element : IR_NONE);
}

/* What a gateway takes of an appliance's routes. `peered`: those to VNets that it knows by peering alone; else the rest. */
static void gateway_takes(struct lowering *l, const struct peer *p, uint32_t site, bool peered,
                          struct clauses *in)
{
    clause_peered_space(l, in, site, peered, RULE_SPACE_KNOWN, p->conn->span);
    clause_rest(l, in, !peered, RULE_SPACE_KNOWN, p->conn->span);
}

/* F86: with branch-to-branch the gateways hear it too, except what carries no-advertise (F93). F96: what it tells of a
 * VNet that the gateway knows by peering alone is preferred to that, so that the gateway announces it; these are the
 * routes of a second session (`peered`). */
static void tell_gateway(struct lowering *l, const struct peer *p, const struct model_gateway *g, bool peered)
{
    struct clauses out = {{0}}, in = {{0}};
    struct ir_session s = peer_session(l, p, g->table, IR_NONE, &out);
    clause_own_path(l, &in, s.span);
    clause_scope(l, &in, IR_IBGP, s.span);
    bool reached = hop_across(l, &s.hop, g->table, g->site, p->appliance->site);
    if (gateway_subnet_table(l, g->site) !=
        IR_NONE) /* it has the appliance's routes too, and user routes (F68) */
        s.hop = hop_to_table(gateway_subnet_table(l, g->site), IR_NONE, s.span);
    if (!lower_on(l, &p->rs->branch_to_branch))
        clause_rest(l, &in, false, RULE_BRANCH_TO_BRANCH_OFF, p->rs->branch_to_branch.span);
    else if (!reached)
        clause_rest(l, &in, false, RULE_NEXT_HOP_UNREACHABLE, s.span);
    else
        gateway_takes(l, p, g->site, peered, &in);
    s.kind = IR_IBGP;
    s.source = IR_SRC_IBGP;
    s.loop_check = true;
    s.rank = g->kind == MODEL_VPN ? vpn_gateway_rank(p->rs, false) : (uint8_t)ER_VPN;
    if (peered)
        s.rank = g->kind == MODEL_VPN ? (uint8_t)VPN_SPACE : (uint8_t)ER_SPACE;
    s.unshielded = peered;
    s.import_edit = platform_accepted(l, 0);
    s.import_edit.tags_set = IR_TAG_EXCHANGED;
    lower_session(l, s, &out, &in);
}

static void tell_gateways(struct lowering *l, const struct peer *p)
{
    const struct model_site *s = &l->m->sites.at[p->rs->site];
    for (uint32_t i = 0; i < s->gateways.count; i++) {
        const struct model_gateway *g = &l->m->gateways.at[s->gateways.at[i]];
        for (lower_cases(l); lower_case(l);) {
            if (!speaks(l, p))
                continue;
            tell_gateway(l, p, g, false);
            if (lower_on(l, &p->rs->branch_to_branch) && has_peered_space(l, p->rs->site))
                tell_gateway(l, p, g, true);
        }
    }
}

/* The VNets that use the Route Server (F21c, F89), each over its peering. */
static void program_all(struct lowering *l, const struct peer *p)
{
    program_site(l, p, p->rs->site, NULL);
    const struct model_site *s = &l->m->sites.at[p->rs->site];
    for (uint32_t i = 0; i < s->peerings.count; i++) {
        const struct model_peering *peering = &l->m->peerings.at[s->peerings.at[i]];
        for (int side = 0; side < 2; side++)
            if (peering->sites[1 - side] == p->rs->site)
                program_site(l, p, peering->sites[side], peering);
    }
}

static void lower_peer(struct lowering *l, const struct model_connection *conn, int server)
{
    struct peer p = {
        .conn = conn, .appliance_end = &conn->ends[1 - server], .server_end = &conn->ends[server]};
    p.appliance = &l->m->appliances.at[p.appliance_end->index];
    p.rs = &l->m->route_servers.at[p.server_end->index];
    p.over = p.appliance->site == p.rs->site ? NULL : model_peering_of(l->m, p.appliance->site, p.rs->site);
    p.link = p.over ? p.over->element : IR_NONE;
    p.heard = lower_new_tag(l, arena_printf(l->arena, "(heard from %s)", p.rs->name));
    for (lower_cases(l); lower_case(l);) {
        if (!speaks(l, &p))
            continue;
        uint32_t up = appliance_to_server(l, &p);
        lower_reverse(l, up, server_to_appliance(l, &p));
    }
    program_all(l, &p);
    tell_gateways(l, &p);
}

/* ---- what the Route Server knows by itself (F21c): the VNet's and its spokes' address spaces ---- */

static void space_origins(struct lowering *l, const struct model_route_server *rs, uint32_t site,
                          uint32_t link)
{
    const struct model_site *s = &l->m->sites.at[site];
    for (uint32_t i = 0; i < s->prefixes.count; i++) {
        const struct model_prefix *p = &s->prefixes.at[i];
        struct ir_origin o = {.table = rs->table,
                              .source = link == IR_NONE ? IR_SRC_VNET : IR_SRC_PEERING,
                              .rank = SERVER_FIRST,
                              .tags = IR_TAG_SPACE | IR_TAG_OWN,
                              .span = p->span};
        o.guard = lower_guard(l, rs->element, s->element, link, IR_NONE);
        o.hop = hop_deliver(site, link, p->span);
        lower_origin(l, p->prefix, o);
    }
}

static void server_origins(struct lowering *l, const struct model_route_server *rs)
{
    space_origins(l, rs, rs->site, IR_NONE);
    const struct model_site *s = &l->m->sites.at[rs->site];
    for (uint32_t i = 0; i < s->peerings.count; i++) {
        const struct model_peering *p = &l->m->peerings.at[s->peerings.at[i]];
        for (int side = 0; side < 2; side++)
            if (p->sites[1 - side] == rs->site)
                for (lower_cases(l); lower_case(l);)
                    if (lower_transit(l, p, side))
                        space_origins(l, rs, p->sites[side], p->element);
    }
}

/* F92 changes how subnets and gateways compare, where it is set. */
static void preference_ranks(struct lowering *l, const struct model_route_server *rs)
{
    const struct model_site *s = &l->m->sites.at[rs->site];
    l->tables.at[rs->table].rank = rank_gateway;
    for (uint32_t i = 0; i < s->gateways.count; i++)
        if (l->m->gateways.at[s->gateways.at[i]].kind == MODEL_VPN)
            l->tables.at[l->m->gateways.at[s->gateways.at[i]].table].rank = rank_gateway;
    for (uint32_t i = 0; i < l->sessions.count; i++) {
        const struct ir_session *session = &l->sessions.at[i];
        if (session->kind == IR_PROGRAM && l->tables.at[session->from].site == rs->site)
            l->tables.at[session->to].rank = rank_subnet;
    }
}

void lower_route_servers(struct lowering *l)
{
    for (uint32_t i = 0; i < l->m->connections.count; i++)
        for (int s = 0; s < 2; s++)
            if (l->m->connections.at[i].ends[s].kind == END_ROUTE_SERVER)
                lower_peer(l, &l->m->connections.at[i], s);
    for (uint32_t i = 0; i < l->m->route_servers.count; i++) {
        const struct model_route_server *rs = &l->m->route_servers.at[i];
        bool peers = model_server_sessions(l->m, i) > 0;
        if (peers)
            server_origins(l, rs);
        if (peers || rs->preference != PREFER_EXPRESSROUTE)
            preference_ranks(l, rs);
    }
}
