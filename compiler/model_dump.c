/*
 * model_dump: a resolved design as stable text, defaults included: what `nicc dump --stage model` prints.
 */
#include "compiler/model_dump.h"

#include <inttypes.h>

#include "compiler/compile.h"
#include "compiler/model.h"

static void dump_prefixes(const struct model_site *s, struct buf *out)
{
    char text[PREFIX_TEXT_MAX];
    for (uint32_t i = 0; i < s->prefixes.count; i++)
        buf_printf(out, "  prefix %s\n", prefix_print(s->prefixes.at[i].prefix, text));
}

static void dump_addresses(const struct addr *at, uint32_t count, struct buf *out)
{
    char text[ADDR_TEXT_MAX];
    for (uint32_t i = 0; i < count; i++)
        buf_printf(out, " %s", addr_print(at[i], text));
    buf_add(out, "\n");
}

static void dump_subnet(const struct model *m, const struct model_subnet *s, struct buf *out)
{
    static const char *const kinds[] = {"", " (gateway)", " (Route Server)", " (firewall)"};
    char text[PREFIX_TEXT_MAX];
    buf_printf(out, "  subnet %s%s", s->name, kinds[s->kind]);
    for (uint32_t i = 0; i < s->prefixes.count; i++)
        buf_printf(out, " %s", prefix_print(s->prefixes.at[i].prefix, text));
    if (s->route_table != MODEL_NONE)
        buf_printf(out, " route-table %s", m->route_tables.at[s->route_table].name);
    if (s->security_group != MODEL_NONE)
        buf_printf(out, " security-group %s", m->security_groups.at[s->security_group].name);
    for (uint32_t i = 0; i < s->service_endpoints.count; i++)
        buf_printf(out, " service-endpoint %s", prefix_print(s->service_endpoints.at[i].prefix, text));
    for (uint32_t i = 0; i < s->routers.count; i++)
        buf_printf(out, " router %s", m->routers.at[s->routers.at[i]].name);
    buf_add(out, "\n");
}

/* The next hop as it was understood: an address shows as whose it is. */
static const char *hop_name(const struct model *m, const struct model_route *r)
{
    switch (r->hop) {
    case HOP_GATEWAY:
        return r->target == MODEL_NONE ? "nowhere" : m->gateways.at[r->target].name;
    case HOP_VNET:
        return "vnet";
    case HOP_INTERNET:
        return "internet";
    case HOP_NONE:
        return "none";
    case HOP_APPLIANCE:
        return m->appliances.at[r->target].name;
    case HOP_BALANCER:
        return m->balancers.at[r->target].name;
    case HOP_ROUTER:
        return m->routers.at[r->target].name;
    case HOP_HOST:
        return "a host";
    case HOP_NOWHERE:
        break;
    }
    return "nowhere";
}

static void dump_route_table(const struct model *m, const struct model_route_table *t, struct buf *out)
{
    char text[PREFIX_TEXT_MAX];
    buf_printf(out, "  route-table %s gateway-propagation %s\n", t->name, model_switch_word(&t->propagation));
    for (uint32_t r = 0; r < t->routes.count; r++) {
        const struct model_route *route = &t->routes.at[r];
        buf_add(out, "    route");
        for (uint32_t i = 0; i < route->prefixes.count; i++)
            buf_printf(out, " %s", prefix_print(route->prefixes.at[i].prefix, text));
        buf_printf(out, " -> %s\n", hop_name(m, route));
    }
}

static void dump_gateway(const struct model *m, const struct model_gateway *g, struct buf *out)
{
    buf_printf(out, "  gateway %s %s asn %u", g->kind == MODEL_VPN ? "vpn" : "expressroute", g->name, g->asn);
    if (g->kind == MODEL_EXPRESSROUTE)
        buf_printf(out, " accept-remote-vnets %s", model_switch_word(&g->accept_remote_vnets));
    if (g->active_active)
        buf_add(out, " active-active");
    if (g->sku)
        buf_printf(out, " sku %s", g->sku);
    if (g->default_site != MODEL_NONE)
        buf_printf(out, " default-site %s", m->connections.at[g->default_site].name);
    dump_addresses(g->addresses.at, g->addresses.count, out);
}

static void dump_route_server(const struct model_route_server *rs, struct buf *out)
{
    buf_printf(out, "  route-server %s branch-to-branch %s", rs->name,
               model_switch_word(&rs->branch_to_branch));
    if (rs->preference != PREFER_EXPRESSROUTE)
        buf_printf(out, " preference %s", rs->preference == PREFER_VPN ? "vpn" : "as-path");
    dump_addresses(rs->addresses.at, rs->addresses.count, out);
}

static void dump_router(const struct model_router *r, struct buf *out)
{
    char text[PREFIX_TEXT_MAX];
    buf_printf(out, "  router %s asn %u%s", r->name, r->asn, r->default_route ? " default-route" : "");
    for (uint32_t p = 0; p < r->originate.count; p++)
        buf_printf(out, " originate %s", prefix_print(r->originate.at[p].prefix, text));
    dump_addresses(r->addresses.at, r->addresses.count, out);
}

static void dump_site(const struct model *m, const struct model_site *s, struct buf *out)
{
    buf_printf(out, "site %s %s region %s\n", s->kind == MODEL_VNET ? "vnet" : "onprem", s->name,
               s->region ? s->region : "-");
    dump_prefixes(s, out);
    for (uint32_t i = 0; i < s->tags.count; i++)
        buf_printf(out, "  tag %s\n", s->tags.at[i]);
    for (uint32_t i = 0; i < s->subnets.count; i++)
        dump_subnet(m, &m->subnets.at[s->subnets.at[i]], out);
    for (uint32_t i = 0; i < s->route_tables.count; i++)
        dump_route_table(m, &m->route_tables.at[s->route_tables.at[i]], out);
    for (uint32_t i = 0; i < s->hosts.count; i++)
        model_dump_host(m, &s->hosts.at[i], out);
    for (uint32_t i = 0; i < s->gateways.count; i++)
        dump_gateway(m, &m->gateways.at[s->gateways.at[i]], out);
    for (uint32_t i = 0; i < s->route_servers.count; i++)
        dump_route_server(&m->route_servers.at[s->route_servers.at[i]], out);
    for (uint32_t i = 0; i < s->routers.count; i++)
        dump_router(&m->routers.at[s->routers.at[i]], out);
    model_dump_packets(m, s, out);
}

static void dump_delay(uint64_t delay, struct buf *out)
{
    if (delay)
        buf_printf(out, " delay %" PRIu64 "us", delay);
}

static void dump_link(const struct model_link *link, struct buf *out)
{
    buf_printf(out, "link %s cost %u", link->name, link->cost);
    dump_delay(link->delay, out);
    buf_add(out, "\n");
}

/* Whether the tag VirtualNetwork leaves the other VNet out (F26). */
static const char *half_tags(const struct model_half *half)
{
    if (!half->tags_only || !model_may_be_off(&half->shows))
        return "";
    return half->shows.open ? " hides ?" : " hides";
}

static void dump_peering(const struct model *m, const struct model_peering *p, struct buf *out)
{
    static const char *const flags[] = {"allow-vnet-access", "allow-forwarded-traffic",
                                        "allow-gateway-transit", "use-remote-gateways"};
    buf_printf(out, "peering %s\n", p->name);
    for (int side = 0; side < 2; side++) {
        buf_printf(out, "  %s%s", m->sites.at[p->sites[side]].name,
                   p->halves[side].present ? "" : " (not declared)");
        for (int f = 0; f < PEER_FLAG_COUNT; f++)
            if (model_may_be_on(&p->halves[side].flags[f]))
                buf_printf(out, " %s%s", flags[f], p->halves[side].flags[f].open ? " ?" : "");
        buf_printf(out, "%s\n", half_tags(&p->halves[side]));
    }
}

static void dump_filter(const char *what, const struct model_filter *f, struct buf *out)
{
    static const char *const kinds[] = {"default", "list", "all", "none"};
    char text[PREFIX_TEXT_MAX];
    buf_printf(out, " %s %s%s", what, kinds[f->kind], f->own ? " own" : "");
    for (uint32_t i = 0; i < f->ranges.count; i++)
        buf_printf(out, " %s ge %u le %u", prefix_print(f->ranges.at[i].prefix, text), f->ranges.at[i].from,
                   f->ranges.at[i].to);
}

static void dump_communities(const char *what, const struct model_community *at, uint32_t count,
                             struct buf *out)
{
    for (uint32_t i = 0; i < count; i++)
        buf_printf(out, " %s %s", what, at[i].text);
}

static void dump_next_hop(const struct model_next_hop *hop, struct buf *out)
{
    char text[ADDR_TEXT_MAX];
    if (hop->kind == NEXT_HOP_ADDRESS)
        buf_printf(out, " next-hop %s", addr_print(hop->address, text));
    else if (hop->kind != NEXT_HOP_DEFAULT)
        buf_add(out, hop->kind == NEXT_HOP_SELF ? " next-hop self" : " next-hop unchanged");
}

/* What few ends say. */
static void dump_settings(const struct model *m, const struct model_end *e, struct buf *out)
{
    if (e->has_weight)
        buf_printf(out, " weight %u", e->weight);
    if (e->has_med)
        buf_printf(out, " med %u", e->med);
    if (e->strip)
        buf_printf(out, " strip %u", e->strip);
    buf_add(out, e->as_override ? " as-override" : "");
    dump_communities("community", e->communities.at, e->communities.count, out);
    dump_next_hop(&e->next_hop, out);
    if (e->policy_in != MODEL_NONE)
        buf_printf(out, " policy in %s", m->policies.at[e->policy_in].name);
    if (e->policy_out != MODEL_NONE)
        buf_printf(out, " policy out %s", m->policies.at[e->policy_out].name);
}

static void dump_policy(const struct model_policy *p, struct buf *out)
{
    char text[PREFIX_TEXT_MAX];
    buf_printf(out, "policy %s\n", p->name);
    for (uint32_t i = 0; i < p->lines.count; i++) {
        const struct model_policy_line *line = &p->lines.at[i];
        buf_add(out, line->permit ? "  permit" : "  deny");
        for (uint32_t r = 0; r < line->ranges.count; r++)
            buf_printf(out, " prefix %s ge %u le %u", prefix_print(line->ranges.at[r].prefix, text),
                       line->ranges.at[r].from, line->ranges.at[r].to);
        dump_communities("community", line->communities.at, line->communities.count, out);
        for (uint32_t n = 0; n < line->path_asns.count; n++)
            buf_printf(out, " as-path %u", line->path_asns.at[n]);
        if (line->set_local_preference)
            buf_printf(out, " local-preference %u", line->local_preference);
        if (line->set_med)
            buf_printf(out, " med %u", line->med);
        if (line->strip)
            buf_printf(out, " strip %u", line->strip);
        if (line->prepend)
            buf_printf(out, " prepend %u", line->prepend);
        dump_next_hop(&line->next_hop, out);
        dump_communities("remove", line->remove.at, line->remove.count, out);
        dump_communities("add", line->add.at, line->add.count, out);
        buf_add(out, "\n");
    }
}

static void dump_connection(const struct model *m, const struct model_connection *conn, struct buf *out)
{
    static const char *const kinds[] = {"tunnel",          "WAN link",     "circuit connection",
                                        "private peering", "global reach", "session"};
    char text[PREFIX_TEXT_MAX];
    buf_printf(out, "connection %s: %s, %s%s", conn->display, kinds[conn->kind], conn->bgp ? "bgp" : "static",
               conn->down.open ? ", down ?"
               : conn->down.on ? ", down"
                               : "");
    if (conn->weight)
        buf_printf(out, " weight %u", conn->weight);
    dump_delay(conn->delay, out);
    buf_add(out, "\n");
    for (int i = 0; i < 2; i++) {
        const struct model_end *e = &conn->ends[i];
        buf_printf(out, "  %s", e->name);
        dump_filter("advertise", &e->advertise, out);
        dump_filter("accept", &e->accept, out);
        for (uint32_t r = 0; r < e->may_advertise.count; r++)
            buf_printf(out, " may-advertise %s ge %u le %u",
                       prefix_print(e->may_advertise.at[r].prefix, text), e->may_advertise.at[r].from,
                       e->may_advertise.at[r].to);
        for (uint32_t s = 0; s < e->statics.count; s++)
            buf_printf(out, " static %s", prefix_print(e->statics.at[s].prefix, text));
        if (e->has_local_preference)
            buf_printf(out, " local-preference %u", e->local_preference);
        if (e->prepend)
            buf_printf(out, " prepend %u", e->prepend);
        dump_settings(m, e, out);
        buf_add(out, "\n");
    }
}

void model_dump(const struct model *m, struct buf *out)
{
    buf_printf(out, "design %s, profile %s\n", m->name,
               m->profile == PROFILE_AZURE_2018 ? "azure-2018" : "azure-current");
    for (uint32_t i = 0; i < m->sites.count; i++)
        dump_site(m, &m->sites.at[i], out);
    for (uint32_t i = 0; i < m->links.count; i++)
        dump_link(&m->links.at[i], out);
    for (uint32_t i = 0; i < m->circuits.count; i++)
        buf_printf(out, "circuit %s asn %u%s%s\n", m->circuits.at[i].name, m->circuits.at[i].asn,
                   m->circuits.at[i].tier ? " tier " : "",
                   m->circuits.at[i].tier ? m->circuits.at[i].tier : "");
    for (uint32_t i = 0; i < m->peerings.count; i++)
        dump_peering(m, &m->peerings.at[i], out);
    for (uint32_t i = 0; i < m->connections.count; i++)
        dump_connection(m, &m->connections.at[i], out);
    for (uint32_t i = 0; i < m->policies.count; i++)
        dump_policy(&m->policies.at[i], out);
    for (uint32_t i = 0; i < m->groups.count; i++)
        buf_printf(out, "%s %s\n", m->groups.at[i].node->kind == AST_LET ? "let" : "group",
                   m->groups.at[i].name);
}
