/*
 * lower_gateways: sessions inside a VNet or site: the two gateways of a VNet with each other (F76), gateways
 * with the subnets of their VNet and of transit spokes (F6, F21a), routers of one site among themselves and
 * with its LAN.
 */
#include "compiler/lower.h"

static struct ir_session inner_session(struct lowering *l, uint32_t from, uint32_t to,
                                       enum ir_session_kind kind, enum ir_source source, struct span at)
{
    struct ir_session s = {.from = from, .to = to, .kind = kind, .source = source, .span = at};
    s.guard = lower_guard(l, l->tables.at[from].element, l->tables.at[to].element, IR_NONE, IR_NONE);
    s.hop = hop_to_table(from, IR_NONE, at);
    return s;
}

/* Learned inside: weight is local to a speaker, local preference travels (F151). */
static struct ir_edit inner_accepted(void)
{
    return (struct ir_edit){.set_weight = true, .tags_clear = IR_TAGS_ALL, .tags_set = IR_TAG_INTERNAL};
}

/* F45: a default site is a route of the gateway alone. */
static void keep_default_site(struct lowering *l, struct clauses *out, const struct model_gateway *g)
{
    if (g->default_site != MODEL_NONE)
        clause_deny_tags(l, out, IR_TAG_LOCAL_ONLY, RULE_DEFAULT_SITE_STAYS, g->default_site_span);
}

/* ---- the gateways of one VNet (F76): each hears what the other learned, and neither passes it on outside
 * (F77) ---- */

static uint32_t gateway_peer(struct lowering *l, const struct model_gateway *from,
                             const struct model_gateway *to)
{
    struct ir_session s = inner_session(l, from->table, to->table, IR_IBGP, IR_SRC_IBGP, from->span);
    struct clauses out = {{0}}, in = {{0}};
    clause_deny_tags(l, &out, IR_TAG_INTERNAL, RULE_IBGP_NO_REFLECTION, s.span);
    clause_deny_tags(l, &out, IR_TAG_SPACE, RULE_SPACE_KNOWN, s.span);
    keep_default_site(l, &out, from);
    clause_rest(l, &out, true, IR_NONE, s.span);
    clause_rest(l, &in, true, IR_NONE, s.span);
    s.import_edit = inner_accepted();
    s.rank = to->kind == MODEL_VPN ? VPN_EXPRESSROUTE : ER_VPN;
    return lower_session(l, s, &out, &in);
}

/* ---- a Route Server between the gateways (F78, F86): a control plane only, packets go from gateway to
 * gateway ---- */

static uint32_t tell_server(struct lowering *l, const struct model_gateway *g,
                            const struct model_route_server *rs)
{
    struct ir_session s = inner_session(l, g->table, rs->table, IR_IBGP, IR_SRC_IBGP, rs->span);
    struct clauses out = {{0}}, in = {{0}};
    clause_deny_tags(l, &out, IR_TAG_EXCHANGED, RULE_IBGP_NO_REFLECTION, s.span);
    clause_deny_tags(l, &out, IR_TAG_SPACE, RULE_SPACE_KNOWN, s.span);
    if (g->kind == MODEL_VPN)
        vpn_passes(l, &out, g->site, s.span);
    else
        clause_rest(l, &out, true, IR_NONE, s.span);
    clause_rest(l, &in, true, IR_NONE, s.span);
    s.loop_check = true; /* F95 */
    s.rank = server_rank(rs, g->kind == MODEL_EXPRESSROUTE);
    s.import_edit = inner_accepted();
    s.import_edit.weight = preference_weight(l, g->site, g->kind == MODEL_EXPRESSROUTE);
    return lower_session(l, s, &out, &in);
}

static uint32_t hear_server(struct lowering *l, const struct model_route_server *rs,
                            const struct model_gateway *g, const struct model_gateway *other)
{
    struct ir_session s = inner_session(l, rs->table, g->table, IR_IBGP, IR_SRC_IBGP, rs->span);
    struct clauses out = {{0}}, in = {{0}};
    if (model_server_sessions(l->m, (uint32_t)(rs - l->m->route_servers.at)) > 0) {
        clause_deny_tags(l, &out, IR_TAG_SPACE, RULE_SPACE_KNOWN, s.span);
        clause_deny_tags(l, &out, IR_TAG_EXTERNAL, RULE_SERVER_HANDS_ON, s.span);
    }
    clause_rest(l, &out, lower_on(l, &rs->branch_to_branch), RULE_BRANCH_TO_BRANCH_OFF,
                rs->branch_to_branch.span);
    clause_rest(l, &in, true, IR_NONE, s.span);
    s.hop = hop_to_table(other->table, IR_NONE, rs->span);
    s.guard = lower_guard(l, rs->element, g->element, other->element, IR_NONE);
    s.loop_check = true;
    s.rank = g->kind == MODEL_VPN ? vpn_gateway_rank(rs, true) : ER_VPN;
    s.import_edit = inner_accepted();
    s.import_edit.weight = preference_weight(l, g->site, other->kind == MODEL_EXPRESSROUTE);
    s.import_edit.tags_set = IR_TAG_EXCHANGED;
    return lower_session(l, s, &out, &in);
}

/* With one gateway only appliances are there to hear of it. */
static void gateways_by_server(struct lowering *l, const struct model_site *s,
                               const struct model_route_server *rs)
{
    bool peers = model_server_sessions(l->m, (uint32_t)(rs - l->m->route_servers.at)) > 0;
    for (uint32_t i = 0; peers && i < s->gateways.count; i++)
        tell_server(l, &l->m->gateways.at[s->gateways.at[i]], rs);
}

static void exchange_by_server(struct lowering *l, const struct model_route_server *rs,
                               const struct model_gateway *vpn, const struct model_gateway *er)
{
    for (lower_cases(l); lower_case(l);) {
        uint32_t vpn_up = tell_server(l, vpn, rs), er_up = tell_server(l, er, rs);
        lower_reverse(l, vpn_up, hear_server(l, rs, vpn, er));
        lower_reverse(l, er_up, hear_server(l, rs, er, vpn));
    }
}

/* ---- gateways and subnets ---- */

static void program_table(struct lowering *l, const struct model_gateway *g, uint32_t table,
                          const struct model_peering *p, struct span at)
{
    struct ir_session s = inner_session(l, g->table, table, IR_PROGRAM, IR_SRC_GATEWAY, at);
    struct clauses out = {{0}}, in = {{0}};
    clause_deny_tags(l, &out, IR_TAG_INTERNAL | IR_TAG_EXCHANGED, RULE_GATEWAY_PROGRAMS_OWN, s.span);
    clause_deny_tags(l, &out, IR_TAG_SPACE, RULE_SPACE_KNOWN, s.span);
    keep_default_site(l, &out, g);
    clause_rest(l, &out, true, IR_NONE, s.span);
    clause_rest(l, &in, true, IR_NONE, s.span);
    s.rank = subnet_rank(l, g->site, g->kind == MODEL_EXPRESSROUTE); /* F74 */
    s.import_edit = inner_accepted();
    s.import_edit.weight = preference_weight(l, g->site, g->kind == MODEL_EXPRESSROUTE);
    if (p) {
        uint32_t site = l->tables.at[table].site;
        s.guard = lower_guard(l, g->element, l->tables.at[table].element, p->element, IR_NONE);
        s.hop = hop_to_table(g->table, p->element, at);
        if (peering_blocked(l, p)) /* F26 */
            s.hop = hop_drop(RULE_PEERING_BLOCKED, peering_blocked_span(l, p));
        else if (table != gateway_subnet_table(l, site))
            hop_sources(l, &s.hop, p, model_peering_side(p, site));
    }
    lower_session(l, s, &out, &in);
}

/* The subnets of the gateway's VNet, or with `p` those of a peer, which has to use the gateway (F21a): all but where a
 * route table switches it off (F7). */
static void program_subnets(struct lowering *l, const struct model_gateway *g, uint32_t site,
                            const struct model_peering *p, struct span at)
{
    struct table_list tables = site_start_tables(l, site);
    for (uint32_t i = 0; i < tables.list.count; i++)
        for (lower_cases(l); lower_case(l);)
            if ((!p || lower_transit(l, p, model_peering_side(p, site))) &&
                table_is_programmed(l, site, tables.list.at[i]))
                program_table(l, g, tables.list.at[i], p, at);
}

/* F21a: with gateway transit the spoke's subnets get the hub's gateway routes. */
static void program_spokes(struct lowering *l, const struct model_gateway *g)
{
    const struct model_site *s = &l->m->sites.at[g->site];
    for (uint32_t i = 0; i < s->peerings.count; i++) {
        const struct model_peering *p = &l->m->peerings.at[s->peerings.at[i]];
        for (int side = 0; side < 2; side++)
            if (p->sites[1 - side] == g->site)
                program_subnets(l, g, p->sites[side], p,
                                p->halves[side].flags[PEER_USE_REMOTE_GATEWAYS].span);
    }
}

static void lower_vnet(struct lowering *l, uint32_t site)
{
    uint32_t vpn = model_gateway_of(l->m, site, MODEL_VPN),
             er = model_gateway_of(l->m, site, MODEL_EXPRESSROUTE);
    const struct model_gateway *gateways = l->m->gateways.at;
    const struct model_site *s = &l->m->sites.at[site];
    if (vpn != MODEL_NONE && er != MODEL_NONE && s->route_servers.count > 0) {
        exchange_by_server(l, &l->m->route_servers.at[s->route_servers.at[0]], &gateways[vpn], &gateways[er]);
    } else if (vpn != MODEL_NONE && er != MODEL_NONE) {
        uint32_t a = gateway_peer(l, &gateways[vpn], &gateways[er]);
        lower_reverse(l, a, gateway_peer(l, &gateways[er], &gateways[vpn]));
    } else if (s->route_servers.count > 0) {
        gateways_by_server(l, s, &l->m->route_servers.at[s->route_servers.at[0]]);
    }
    for (uint32_t i = 0; i < s->gateways.count; i++) {
        const struct model_gateway *g = &gateways[s->gateways.at[i]];
        program_subnets(l, g, site, NULL, g->span);
        program_spokes(l, g);
    }
}

/* ---- on-premises sites ---- */

static uint32_t router_peer(struct lowering *l, const struct model_router *from,
                            const struct model_router *to)
{
    struct ir_session s = inner_session(l, from->table, to->table, IR_IBGP, IR_SRC_IBGP, from->span);
    struct clauses out = {{0}}, in = {{0}};
    clause_scope(l, &out, IR_IBGP, s.span);
    clause_deny_tags(l, &out, IR_TAG_INTERNAL, RULE_IBGP_NO_REFLECTION, s.span);
    clause_rest(l, &out, true, IR_NONE, s.span);
    clause_rest(l, &in, true, IR_NONE, s.span);
    s.import_edit = inner_accepted();
    s.import_edit.tags_clear = IR_TAGS_ALL & ~l->community_tags;
    s.loop_check = l->own_in_paths; /* RFC 4271, 9.1.2: by iBGP too */
    s.rank = ROUTER_BGP;
    return lower_session(l, s, &out, &in);
}

/* A host takes the best of the routes that the routers selected, wherever they were learned. */
static void offer_lan(struct lowering *l, const struct model_router *r, uint32_t lan)
{
    struct ir_session s = inner_session(l, r->table, lan, IR_TO_LAN, IR_SRC_LAN, r->span);
    struct clauses all = {{0}};
    clause_rest(l, &all, true, IR_NONE, s.span);
    s.rank = LAN_ROUTER;
    lower_session(l, s, &all, &all);
}

/* A subnet with routes of its own uses the routers that it names, or all. */
static void offer_subnets(struct lowering *l, const struct model_site *site)
{
    for (uint32_t i = 0; i < site->subnets.count; i++) {
        const struct model_subnet *subnet = &l->m->subnets.at[site->subnets.at[i]];
        bool named = subnet->routers.count > 0;
        for (uint32_t r = 0;
             subnet->table != site->table && r < (named ? subnet->routers.count : site->routers.count); r++)
            offer_lan(l, &l->m->routers.at[named ? subnet->routers.at[r] : site->routers.at[r]],
                      subnet->table);
    }
}

/* An appliance with an exit of its own has the routes of its subnet besides, and offers the site that exit. */
static void offer_exits(struct lowering *l, const struct model_site *site)
{
    for (uint32_t i = 0; i < site->appliances.count; i++) {
        const struct model_appliance *a = &l->m->appliances.at[site->appliances.at[i]];
        if (a->exit_table == IR_NONE)
            continue;
        uint32_t at = model_subnet_at(l->m, a->site, a->address);
        const struct model_subnet *subnet = at == MODEL_NONE ? NULL : &l->m->subnets.at[at];
        bool named = subnet && subnet->routers.count > 0;
        for (uint32_t r = 0; r < (named ? subnet->routers.count : site->routers.count); r++)
            offer_lan(l, &l->m->routers.at[named ? subnet->routers.at[r] : site->routers.at[r]],
                      a->exit_table);
        lower_exit_offers(l, a);
    }
}

/* By router: it takes part in a connection. */
static bool *connected_routers(const struct lowering *l)
{
    bool *connected = arena_array(l->arena, bool, l->m->routers.count);
    for (uint32_t i = 0; i < l->m->connections.count; i++)
        for (uint32_t e = 0; e < 2; e++) {
            const struct model_end *end = &l->m->connections.at[i].ends[e];
            if (end->kind == END_ROUTER)
                connected[end->index] = true;
        }
    return connected;
}

/* Does the router know nothing but what its site has? Two such routers have nothing to tell each other. */
static bool is_plain(const struct lowering *l, const bool *connected, uint32_t router)
{
    const struct model_router *r = &l->m->routers.at[router];
    return !connected[router] && r->asn == 0 && !r->has_originate && !r->default_route;
}

static void lower_onprem(struct lowering *l, const struct model_site *site, const bool *connected)
{
    offer_subnets(l, site);
    offer_exits(l, site);
    for (uint32_t i = 0; i < site->routers.count; i++) {
        const struct model_router *a = &l->m->routers.at[site->routers.at[i]];
        offer_lan(l, a, site->table);
        for (uint32_t j = 0; j < i; j++) {
            const struct model_router *b = &l->m->routers.at[site->routers.at[j]];
            if (is_plain(l, connected, site->routers.at[i]) && is_plain(l, connected, site->routers.at[j]))
                continue;
            uint32_t session = router_peer(l, a, b);
            lower_reverse(l, session, router_peer(l, b, a));
        }
    }
}

void lower_gateways(struct lowering *l)
{
    const bool *connected = connected_routers(l);
    for (uint32_t i = 0; i < l->m->sites.count; i++) {
        if (l->m->sites.at[i].kind == MODEL_VNET)
            lower_vnet(l, i);
        else
            lower_onprem(l, &l->m->sites.at[i], connected);
    }
}
