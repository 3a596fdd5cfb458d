/*
 * plan_sessions: appliances that speak BGP, or route by static lists: with Route Servers, VPN gateways, routers
 * and each other.
 */
#include "tests/oracle/plan.h"

static void finish(struct plan *p, const char *a, const char *b, enum construct construct)
{
    buf_add(p->out, "}\n");
    plan_exchange(p, a, b);
    p->used[construct] = true;
}

static void appliance_end(struct plan *p, const struct plan_appliance *a)
{
    plan_end(p, a->path, a->home);
}

/* ---- Route Servers ---- */

/* In its own VNet, or now and then from a peered one (F96). */
static void route_server_session(struct plan *p, const struct plan_appliance *a, const struct plan_vnet *v)
{
    plan_begin_connect(p, a->path, v->server, NULL);
    if (rng_chance(p->rng, 50))
        buf_add(p->out, "    bgp;\n");
    appliance_end(p, a);
    finish(p, a->path, v->server, CONSTRUCT_SERVER_SESSION);
    plan_exchange(p, v->server, v->home.table);
}

static void draw_server_sessions(struct plan *p, const struct plan_appliance *a)
{
    for (uint32_t v = 0; v < p->vnet_count; v++)
        if (p->vnets[v].server && plan_adjacent(p, a->home, &p->vnets[v].home) &&
            rng_chance(p->rng, a->home == &p->vnets[v].home ? 85 : 25))
            route_server_session(p, a, &p->vnets[v]);
}

/* ---- tunnels ---- */

static bool draw_kind(struct plan *p, bool may_bgp)
{
    bool bgp = may_bgp && rng_chance(p->rng, 85);
    buf_add(p->out, bgp ? "    bgp;\n" : "    static;\n");
    return bgp;
}

/* The policy of one end, or its list of static routes: the other side's space. */
static void draw_side(struct plan *p, const char *speaker, const struct plan_home *home,
                      const struct plan_home *far, bool bgp)
{
    if (bgp)
        plan_end(p, speaker, home);
    else if (rng_chance(p->rng, 85))
        plan_statics(p, speaker, far->prefixes, far->prefix_count);
}

static void gateway_session(struct plan *p, const struct plan_appliance *a, const struct plan_vnet *v)
{
    plan_begin_connect(p, a->path, v->vpn, NULL);
    bool bgp = draw_kind(p, a->asn && a->asn != v->vpn_asn);
    draw_side(p, a->path, a->home, &v->home, bgp);
    if (!bgp)
        plan_statics(p, v->vpn, a->home->prefixes, a->home->prefix_count);
    finish(p, a->path, v->vpn, CONSTRUCT_GATEWAY_SESSION);
}

static void router_session(struct plan *p, const struct plan_appliance *a, const struct plan_site *s,
                           uint32_t router)
{
    plan_begin_connect(p, a->path, s->routers[router], NULL);
    bool bgp = draw_kind(p, a->asn != 0);
    draw_side(p, a->path, a->home, &s->home, bgp);
    draw_side(p, s->routers[router], &s->home, a->home, bgp);
    finish(p, a->path, s->routers[router], CONSTRUCT_ROUTER_SESSION);
}

static void appliance_session(struct plan *p, const struct plan_appliance *a, const struct plan_appliance *b)
{
    plan_begin_connect(p, a->path, b->path, NULL);
    bool bgp = draw_kind(p, a->asn && b->asn);
    draw_side(p, a->path, a->home, b->home, bgp);
    draw_side(p, b->path, b->home, a->home, bgp);
    finish(p, a->path, b->path, CONSTRUCT_APPLIANCE_SESSION);
}

/* An appliance in a subnet that is apart speaks with the subnet's routers alone. */
static bool may_speak(const struct plan_appliance *a, const struct plan_site *s, uint32_t router)
{
    if (a->home != &s->home)
        return true;
    const struct plan_subnet *subnet = plan_subnet(a->home, "n");
    return a->asn && (!subnet || plan_is_attached(subnet, router));
}

static void draw_router_sessions(struct plan *p, const struct plan_appliance *a)
{
    for (uint32_t s = 0; s < p->site_count; s++)
        for (uint32_t r = 0; r < p->sites[s].router_count; r++)
            if (may_speak(a, &p->sites[s], r) && rng_chance(p->rng, a->home == &p->sites[s].home ? 45 : 35))
                router_session(p, a, &p->sites[s], r);
}

static void draw_gateway_sessions(struct plan *p, const struct plan_appliance *a)
{
    for (uint32_t v = 0; v < p->vnet_count; v++)
        if (p->vnets[v].vpn && a->home != &p->vnets[v].home && rng_chance(p->rng, a->home->onprem ? 50 : 20))
            gateway_session(p, a, &p->vnets[v]);
}

void plan_sessions(struct plan *p)
{
    for (uint32_t i = 0; i < p->appliances.count && p->families[FAMILY_BGP]; i++) {
        const struct plan_appliance *a = &p->appliances.at[i];
        if (a->asn && !a->home->onprem)
            draw_server_sessions(p, a);
        draw_router_sessions(p, a);
        draw_gateway_sessions(p, a);
        for (uint32_t k = 0; k < i; k++)
            if ((a->home != p->appliances.at[k].home || (a->asn && p->appliances.at[k].asn)) &&
                rng_chance(p->rng, 30))
                appliance_session(p, a, &p->appliances.at[k]);
    }
}
