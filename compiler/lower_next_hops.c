/*
 * lower_next_hops: what the addresses mean that routes name as their next hops (`next-hop A`, F89, F139): at each
 * receiver the hop to the appliance, load balancer or router with that address in its own site, or in a VNet peered
 * with it. The address of a Route Server stands for its VNet: packets enter it and follow its routes.
 */
#include "compiler/lower.h"

#include <string.h>

static bool has_address(const struct addr *at, uint32_t count, struct addr a)
{
    for (uint32_t i = 0; i < count; i++)
        if (addr_compare(at[i], a) == 0)
            return true;
    return false;
}

/* Who has this address in the site? */
static bool bearer_hop(const struct lowering *l, uint32_t site, struct addr a, struct span at,
                       struct ir_hop *hop)
{
    const struct model *m = l->m;
    const struct model_site *s = &m->sites.at[site];
    for (uint32_t i = 0; i < m->appliances.count; i++)
        if (m->appliances.at[i].site == site && addr_compare(m->appliances.at[i].address, a) == 0) {
            *hop = hop_to_table(m->appliances.at[i].table, IR_NONE, at);
            return true;
        }
    for (uint32_t i = 0; i < m->balancers.count; i++)
        if (m->balancers.at[i].site == site && addr_compare(m->balancers.at[i].address, a) == 0) {
            *hop = hop_to_balancer(i, at);
            return true;
        }
    for (uint32_t i = 0; i < s->routers.count; i++) {
        const struct model_router *r = &m->routers.at[s->routers.at[i]];
        if (has_address(r->addresses.at, r->addresses.count, a)) {
            *hop = hop_to_table(r->table, IR_NONE, at);
            return true;
        }
    }
    for (uint32_t i = 0; i < s->route_servers.count; i++) {
        const struct model_route_server *rs = &m->route_servers.at[s->route_servers.at[i]];
        if (has_address(rs->addresses.at, rs->addresses.count, a)) {
            *hop = hop_to_table(s->table, IR_NONE, at);
            return true;
        }
    }
    return false;
}

/* The own site comes first, then its peers in the order of their declaration. */
static bool resolve_at(struct lowering *l, const struct ir_session *s, struct addr a, struct ir_hop *hop)
{
    uint32_t site = l->tables.at[s->to].site;
    if (site == IR_NONE)
        return false;
    enum ir_table_kind kind = l->tables.at[s->to].kind;
    uint32_t through =
        kind == IR_VPN_GATEWAY || kind == IR_ER_GATEWAY ? gateway_subnet_table(l, site) : IR_NONE;
    if (through != IR_NONE) { /* a gateway's packets follow the table of its subnet (F68) */
        *hop = hop_to_table(through, IR_NONE, s->span);
        return true;
    }
    if (bearer_hop(l, site, a, s->span, hop))
        return hop->kind != IR_HOP_TABLE || hop->target != s->to;
    for (uint32_t i = 0; i < l->m->sites.count; i++)
        if (i != site && model_peering_of(l->m, site, i) && bearer_hop(l, i, a, s->span, hop))
            return hop_across(l, hop, s->to, site, i);
    return false;
}

static void resolve_session(struct lowering *l, struct ir_session *s)
{
    VEC(struct ir_resolved) out = {0};
    for (uint32_t n = 0; n < l->next_hops.count; n++) {
        struct ir_resolved item = {.next_hop = n};
        if (resolve_at(l, s, l->next_hops.at[n].address, &item.hop))
            vec_push(l->arena, &out, item);
    }
    s->resolved = out.at;
    s->resolved_count = out.count;
}

/* Gateways, circuit devices and Route Servers always name themselves, and hosts send to their router. */
static bool names_itself(const struct lowering *l, const struct ir_session *s)
{
    enum ir_table_kind kind = l->tables.at[s->from].kind;
    return s->kind == IR_TO_LAN || (kind != IR_ROUTER && kind != IR_APPLIANCE);
}

static struct ir_session with_next_hops(struct lowering *l, struct ir_session s)
{
    if (names_itself(l, &s))
        s.export_edit.next_hop_edit = IR_NEXT_HOP_SELF;
    else
        resolve_session(l, &s);
    return s;
}

/* A session and its reverse, once more for each way in which the settings may be that their next hops depend on. */
static void split_pair(struct lowering *l, const struct ir_session *old, uint32_t i)
{
    uint32_t reverse = old[i].reverse;
    for (lower_cases(l); lower_case(l);) {
        vec_push(l->arena, &l->sessions, with_next_hops(l, old[i]));
        if (reverse == IR_NONE)
            continue;
        vec_push(l->arena, &l->sessions, with_next_hops(l, old[reverse]));
        lower_reverse(l, l->sessions.count - 2, l->sessions.count - 1);
    }
}

void lower_next_hops(struct lowering *l)
{
    struct ir_session *old = l->sessions.at;
    uint32_t count = l->sessions.count;
    if (l->next_hops.count == 0)
        return;
    if (l->m->settings.count == 0) {
        for (uint32_t i = 0; i < count; i++)
            old[i] = with_next_hops(l, old[i]);
        return;
    }
    memset(&l->sessions, 0, sizeof l->sessions);
    for (uint32_t i = 0; i < count; i++)
        if (old[i].reverse == IR_NONE || old[i].reverse > i)
            split_pair(l, old, i);
}
