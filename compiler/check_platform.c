/*
 * check_platform: what the platform refuses of gateways: a Basic VPN gateway that is shared (F24) or stands beside an
 * ExpressRoute gateway (F79), a GatewaySubnet too small for both (F79), tunnels between VNets whose address
 * spaces overlap (F47). Looks at the model only.
 */
#include "compiler/private.h"

#include <strings.h>

#define COEXISTENCE_LENGTH 27u /* F79: GatewaySubnet /27 or larger */

struct checker {
    struct compilation *c;
    const struct model *m;
};

static bool is_basic(const struct model_gateway *g)
{
    return g->kind == MODEL_VPN && g->sku && strcasecmp(g->sku, "Basic") == 0;
}

/* F24 */
static void check_transit(struct checker *k, const struct model_peering *p, int side)
{
    const struct model_half *half = &p->halves[side];
    uint32_t vpn = model_gateway_of(k->m, p->sites[side], MODEL_VPN);
    if (!model_may_be_on(&half->flags[PEER_ALLOW_GATEWAY_TRANSIT]) || vpn == MODEL_NONE ||
        !is_basic(&k->m->gateways.at[vpn]))
        return;
    const struct model_gateway *g = &k->m->gateways.at[vpn];
    struct diag *d = diag_add(k->c->diags, DIAG_BASIC_TRANSIT, half->flags[PEER_ALLOW_GATEWAY_TRANSIT].span,
                              "`%s` cannot be shared by gateway transit, since its SKU is Basic", g->name);
    diag_label(k->c->diags, d, g->sku_span, "the SKU");
    diag_help(k->c->diags, d, "choose another SKU, for example `sku VpnGw1;`");
}

/* F79 */
static void check_coexistence(struct checker *k, uint32_t site)
{
    uint32_t vpn = model_gateway_of(k->m, site, MODEL_VPN),
             er = model_gateway_of(k->m, site, MODEL_EXPRESSROUTE);
    const struct model_site *s = &k->m->sites.at[site];
    char text[PREFIX_TEXT_MAX];
    if (vpn == MODEL_NONE || er == MODEL_NONE)
        return;
    const struct model_gateway *g = &k->m->gateways.at[vpn];
    if (is_basic(g)) {
        struct diag *d =
            diag_add(k->c->diags, DIAG_COEXISTENCE, g->sku_span,
                     "`%s` cannot stand beside an ExpressRoute gateway, since its SKU is Basic", g->name);
        diag_label(k->c->diags, d, k->m->gateways.at[er].span, "the ExpressRoute gateway");
        diag_help(k->c->diags, d, "choose another SKU, for example `sku VpnGw1;`");
    }
    for (uint32_t i = 0; i < s->subnets.count; i++) {
        const struct model_subnet *n = &k->m->subnets.at[s->subnets.at[i]];
        for (uint32_t p = 0; n->kind == SUBNET_GATEWAY && p < n->prefixes.count; p++) {
            const struct model_prefix *space = &n->prefixes.at[p];
            if (space->prefix.address.family != ADDR_IPV4 || space->prefix.length <= COEXISTENCE_LENGTH)
                continue;
            struct diag *d =
                diag_add(k->c->diags, DIAG_COEXISTENCE, space->span,
                         "`%s` is too small a GatewaySubnet for a VPN and an ExpressRoute gateway",
                         prefix_print(space->prefix, text));
            diag_help(k->c->diags, d, "both gateways need /%u or larger", COEXISTENCE_LENGTH);
        }
    }
}

/* F47 */
static void check_vnet_to_vnet(struct checker *k, const struct model_connection *conn)
{
    if (conn->ends[0].kind != END_VPN_GATEWAY || conn->ends[1].kind != END_VPN_GATEWAY)
        return;
    const struct model_site *a = &k->m->sites.at[model_end_site(k->m, &conn->ends[0])];
    const struct model_site *b = &k->m->sites.at[model_end_site(k->m, &conn->ends[1])];
    char p[PREFIX_TEXT_MAX], q[PREFIX_TEXT_MAX];
    for (uint32_t i = 0; i < a->prefixes.count && a != b; i++)
        for (uint32_t j = 0; j < b->prefixes.count; j++) {
            if (!prefix_overlaps(a->prefixes.at[i].prefix, b->prefixes.at[j].prefix))
                continue;
            struct diag *d = diag_add(k->c->diags, DIAG_VNET_TO_VNET_OVERLAP, conn->span,
                                      "`%s` of `%s` overlaps `%s` of `%s`, and a tunnel joins the two VNets",
                                      prefix_print(a->prefixes.at[i].prefix, p), a->name,
                                      prefix_print(b->prefixes.at[j].prefix, q), b->name);
            diag_label(k->c->diags, d, a->prefixes.at[i].span, "address space of `%s`", a->name);
            diag_label(k->c->diags, d, b->prefixes.at[j].span, "address space of `%s`", b->name);
            return;
        }
}

void check_platform(struct compilation *c, const struct model *m)
{
    struct checker k = {c, m};
    for (uint32_t i = 0; i < m->peerings.count; i++)
        for (int side = 0; side < 2; side++)
            check_transit(&k, &m->peerings.at[i], side);
    for (uint32_t i = 0; i < m->sites.count; i++)
        check_coexistence(&k, i);
    for (uint32_t i = 0; i < m->connections.count; i++)
        check_vnet_to_vnet(&k, &m->connections.at[i]);
}
