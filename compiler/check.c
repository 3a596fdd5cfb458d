/*
 * check: the rules that a valid design keeps, each with its fact (M9: such things are errors of the design,
 * not refuted claims). Looks at the model only.
 */
#include "compiler/private.h"

#include "base/bits.h"

struct checker {
    struct compilation *c;
    const struct model *m;
    struct bits crowded; /* sites with a prefix that overlaps another one */
};

/* ---- sites ---- */

/* By index, which prefixes of a site overlap others of it. */
static struct bits own_crowded(struct checker *k, const struct model_site *s)
{
    struct prefix *all = arena_array(k->c->arena, struct prefix, s->prefixes.count);
    for (uint32_t i = 0; i < s->prefixes.count; i++)
        all[i] = s->prefixes.at[i].prefix;
    return crowded_prefixes(k->c->arena, all, s->prefixes.count);
}

/* By index, which hosts of a site have the address of another one. */
static struct bits crowded_hosts(struct checker *k, const struct model_site *s)
{
    struct addr *all = arena_array(k->c->arena, struct addr, s->hosts.count);
    for (uint32_t i = 0; i < s->hosts.count; i++)
        all[i] = s->hosts.at[i].address;
    return crowded_addresses(k->c->arena, all, s->hosts.count);
}

static void check_own_prefixes(struct checker *k, const struct model_site *s)
{
    char a[PREFIX_TEXT_MAX], b[PREFIX_TEXT_MAX];
    if (!s->prefix_written)
        diag_add(k->c->diags, DIAG_NO_PREFIX, s->name_span,
                 "site `%s` has no `prefix`, so it holds no address", s->name);
    struct bits crowded = own_crowded(k, s);
    for (uint32_t i = 0; i < s->prefixes.count && !diag_full(k->c->diags); i++)
        for (uint32_t j = 0; bits_has(crowded, i) && j < i; j++) {
            const struct model_prefix *p = &s->prefixes.at[i], *q = &s->prefixes.at[j];
            if (!prefix_overlaps(p->prefix, q->prefix))
                continue;
            struct diag *d =
                diag_add(k->c->diags, DIAG_SITE_OVERLAP, p->span, "`%s` overlaps `%s` of the same site",
                         prefix_print(p->prefix, a), prefix_print(q->prefix, b));
            diag_label(k->c->diags, d, q->span, "the other prefix");
        }
}

static bool site_holds(const struct model_site *s, struct addr a)
{
    for (uint32_t i = 0; i < s->prefixes.count; i++)
        if (prefix_holds(s->prefixes.at[i].prefix, a))
            return true;
    return false;
}

/* A gateway's address belongs to no host. */
static void check_against_gateways(struct checker *k, const struct model_site *s, const struct model_host *h)
{
    for (uint32_t i = 0; i < s->gateways.count; i++) {
        const struct model_gateway *g = &k->m->gateways.at[s->gateways.at[i]];
        for (uint32_t a = 0; a < g->addresses.count; a++)
            if (addr_compare(h->address, g->addresses.at[a]) == 0) {
                struct diag *d = diag_add(k->c->diags, DIAG_ADDRESS_TWICE, h->span,
                                          "`%s` has an address of `%s`", h->name, g->name);
                diag_label(k->c->diags, d, g->span, "the gateway");
            }
    }
}

static void check_hosts(struct checker *k, const struct model_site *s)
{
    char text[ADDR_TEXT_MAX];
    struct bits crowded = crowded_hosts(k, s);
    for (uint32_t i = 0; i < s->hosts.count && !diag_full(k->c->diags); i++) {
        const struct model_host *h = &s->hosts.at[i];
        if (!site_holds(s, h->address)) {
            struct diag *d = diag_add(k->c->diags, DIAG_HOST_OUTSIDE, h->span,
                                      "`%s` lies outside the prefixes of site `%s`",
                                      addr_print(h->address, text), s->name);
            diag_label(k->c->diags, d, s->name_span, "the site");
        }
        check_against_gateways(k, s, h);
        for (uint32_t j = 0; bits_has(crowded, i) && j < i; j++)
            if (addr_compare(h->address, s->hosts.at[j].address) == 0) {
                struct diag *d = diag_add(k->c->diags, DIAG_ADDRESS_TWICE, h->span,
                                          "`%s` has the address of `%s`", h->name, s->hosts.at[j].name);
                diag_label(k->c->diags, d, s->hosts.at[j].span, "the other host");
            }
    }
}

/* F33: at most one VPN and one ExpressRoute gateway per VNet. */
static void check_gateways(struct checker *k, const struct model_site *s)
{
    for (uint32_t i = 0; i < s->gateways.count; i++)
        for (uint32_t j = 0; j < i; j++) {
            const struct model_gateway *g = &k->m->gateways.at[s->gateways.at[i]];
            const struct model_gateway *h = &k->m->gateways.at[s->gateways.at[j]];
            if (g->kind != h->kind)
                continue;
            struct diag *d =
                diag_add(k->c->diags, DIAG_GATEWAY_TWICE, g->span, "VNet `%s` has a second %s gateway",
                         s->name, g->kind == MODEL_VPN ? "VPN" : "ExpressRoute");
            diag_label(k->c->diags, d, h->span, "the first one");
            diag_help(k->c->diags, d, "a VNet holds at most one gateway of each type");
        }
}

/* F85: one Route Server per VNet. F87: branch-to-branch with a VPN gateway needs it active-active with AS
 * number 65515. */
static void check_route_servers(struct checker *k, const struct model_site *s)
{
    uint32_t vpn = model_gateway_of(k->m, (uint32_t)(s - k->m->sites.at), MODEL_VPN);
    for (uint32_t i = 0; i < s->route_servers.count; i++) {
        const struct model_route_server *rs = &k->m->route_servers.at[s->route_servers.at[i]];
        if (i > 0) {
            struct diag *d = diag_add(k->c->diags, DIAG_ROUTE_SERVER_TWICE, rs->span,
                                      "VNet `%s` has a second Route Server", s->name);
            diag_label(k->c->diags, d, k->m->route_servers.at[s->route_servers.at[0]].span, "the first one");
        }
        const struct model_gateway *g = vpn == MODEL_NONE ? NULL : &k->m->gateways.at[vpn];
        if (!model_may_be_on(&rs->branch_to_branch) || !g || (g->active_active && g->asn == 65515))
            continue;
        struct diag *d =
            diag_add(k->c->diags, DIAG_BRANCH_TO_BRANCH, rs->branch_to_branch.span,
                     "`branch-to-branch` needs `%s` to be active-active with AS number 65515", g->name);
        diag_label(k->c->diags, d, g->span, "the VPN gateway");
        diag_help(k->c->diags, d, "add `active-active;` to the gateway and leave its `asn` at 65515");
    }
}

static void check_router_asns(struct checker *k, const struct model_site *s)
{
    for (uint32_t i = 1; i < s->routers.count; i++) {
        const struct model_router *first = &k->m->routers.at[s->routers.at[0]];
        const struct model_router *r = &k->m->routers.at[s->routers.at[i]];
        if (r->asn == first->asn)
            continue;
        struct diag *d = diag_add(k->c->diags, DIAG_SITE_ASNS, r->asn_span,
                                  "routers of site `%s` have different AS numbers", s->name);
        if (first->asn == 0)
            diag_label(k->c->diags, d, first->asn_span, "`%s` has none", first->name);
        else
            diag_label(k->c->diags, d, first->asn_span, "AS number %u of `%s`", first->asn, first->name);
        diag_help(k->c->diags, d,
                  "routers of one site share one AS number; several autonomous systems are several sites");
    }
}

/* ---- peerings ---- */

static void check_overlap(struct checker *k, struct span at, const struct model_site *a,
                          const struct model_site *b, const char *relation)
{
    char p[PREFIX_TEXT_MAX], q[PREFIX_TEXT_MAX];
    for (uint32_t i = 0; i < a->prefixes.count; i++)
        for (uint32_t j = 0; j < b->prefixes.count; j++) {
            if (!prefix_overlaps(a->prefixes.at[i].prefix, b->prefixes.at[j].prefix))
                continue;
            struct diag *d =
                diag_add(k->c->diags, DIAG_PEERED_OVERLAP, at, "`%s` of `%s` overlaps `%s` of `%s`, %s",
                         prefix_print(a->prefixes.at[i].prefix, p), a->name,
                         prefix_print(b->prefixes.at[j].prefix, q), b->name, relation);
            diag_label(k->c->diags, d, a->prefixes.at[i].span, "address space of `%s`", a->name);
            diag_label(k->c->diags, d, b->prefixes.at[j].span, "address space of `%s`", b->name);
            return;
        }
}

static struct bits find_crowded(struct arena *a, const struct model *m)
{
    VEC(struct prefix) all = {0};
    VEC(uint32_t) owners = {0};
    for (uint32_t s = 0; s < m->sites.count; s++)
        for (uint32_t i = 0; i < m->sites.at[s].prefixes.count; i++) {
            vec_push(a, &all, m->sites.at[s].prefixes.at[i].prefix);
            vec_push(a, &owners, s);
        }
    struct bits found = crowded_prefixes(a, all.at, all.count), sites = bits_new(a, m->sites.count);
    for (uint32_t i = 0; i < all.count; i++)
        if (bits_has(found, i))
            bits_add(sites, owners.at[i]);
    return sites;
}

/* F15, also between two VNets that are peered with the same third one: the second peering would be refused. */
static void check_peering_overlaps(struct checker *k, uint32_t index)
{
    const struct model_peering *p = &k->m->peerings.at[index];
    const struct model_site *sites = k->m->sites.at;
    check_overlap(k, p->span, &sites[p->sites[0]], &sites[p->sites[1]], "and the two are peered");
    for (int s = 0; s < 2; s++) {
        const struct model_site *both = &sites[p->sites[s]];
        for (uint32_t i = 0; bits_has(k->crowded, p->sites[1 - s]) && i < both->peerings.count; i++) {
            const struct model_peering *q = &k->m->peerings.at[both->peerings.at[i]];
            uint32_t far = q->sites[1 - model_peering_side(q, p->sites[s])];
            if (q < p && bits_has(k->crowded, far))
                check_overlap(k, p->span, &sites[p->sites[1 - s]], &sites[far],
                              "and both are peered with the same VNet");
        }
    }
}

/* F18, F19: what a VNet can share is a gateway or a Route Server. */
static bool has_gateway(const struct model_site *s)
{
    return s->gateways.count > 0 || s->route_servers.count > 0;
}

/* F18: gateway transit needs a gateway to share. */
static void check_transit(struct checker *k, const struct model_peering *p, int side)
{
    const struct model_half *half = &p->halves[side];
    const struct model_site *own = &k->m->sites.at[p->sites[side]];
    if (!model_may_be_on(&half->flags[PEER_ALLOW_GATEWAY_TRANSIT]) || has_gateway(own))
        return;
    struct diag *d =
        diag_add(k->c->diags, DIAG_TRANSIT_WITHOUT_GATEWAY, half->flags[PEER_ALLOW_GATEWAY_TRANSIT].span,
                 "`%s` allows gateway transit but has no gateway", own->name);
    diag_label(k->c->diags, d, own->name_span, "the VNet");
    diag_help(k->c->diags, d, "the flag belongs to the half of the VNet that holds the gateway");
}

/* F19: what use-remote-gateways needs on the other side and forbids on its own. */
static void check_remote(struct checker *k, const struct model_peering *p, int side)
{
    const struct model_half *half = &p->halves[side], *other = &p->halves[1 - side];
    const struct model_site *own = &k->m->sites.at[p->sites[side]],
                            *far = &k->m->sites.at[p->sites[1 - side]];
    struct span at = half->flags[PEER_USE_REMOTE_GATEWAYS].span;
    if (!model_may_be_on(&half->flags[PEER_USE_REMOTE_GATEWAYS]))
        return;
    if (!has_gateway(far)) {
        struct diag *d = diag_add(k->c->diags, DIAG_REMOTE_GATEWAYS_NONE, at,
                                  "`%s` uses the gateways of `%s`, which has none", own->name, far->name);
        diag_label(k->c->diags, d, far->name_span, "the VNet without a gateway");
    } else if (!model_may_be_on(&other->flags[PEER_ALLOW_GATEWAY_TRANSIT])) {
        struct diag *d =
            diag_add(k->c->diags, DIAG_REMOTE_GATEWAYS_REFUSED, at,
                     "`%s` uses the gateways of `%s`, which does not allow it", own->name, far->name);
        if (other->present && half->span.begin != other->span.begin)
            diag_label(k->c->diags, d, other->span, "the half of `%s`", far->name);
        if (p->whole_statement)
            diag_help(k->c->diags, d, "add `%s { allow-gateway-transit; }` to the peering", far->name);
        else
            diag_help(k->c->diags, d, "write `peering %s -> %s { allow-gateway-transit; }`", far->name,
                      own->name);
    }
    if (own->gateways.count > 0) {
        struct diag *d =
            diag_add(k->c->diags, DIAG_REMOTE_GATEWAYS_OWN, at,
                     "`%s` cannot use remote gateways, since it has a gateway of its own", own->name);
        diag_label(k->c->diags, d, k->m->gateways.at[own->gateways.at[0]].span, "its own gateway");
    } else if (own->route_servers.count > 0) {
        struct diag *d =
            diag_add(k->c->diags, DIAG_REMOTE_GATEWAYS_OWN, at,
                     "`%s` cannot use remote gateways, since it has a Route Server of its own", own->name);
        diag_label(k->c->diags, d, k->m->route_servers.at[own->route_servers.at[0]].span,
                   "its own Route Server");
    }
}

static void check_remote_once(struct checker *k, uint32_t index, int side)
{
    const struct model_peering *p = &k->m->peerings.at[index];
    if (!model_may_be_on(&p->halves[side].flags[PEER_USE_REMOTE_GATEWAYS]))
        return;
    const struct model_site *s = &k->m->sites.at[p->sites[side]];
    for (uint32_t i = 0; i < s->peerings.count && s->peerings.at[i] < index; i++) {
        const struct model_peering *q = &k->m->peerings.at[s->peerings.at[i]];
        int t = model_peering_side(q, p->sites[side]);
        if (!model_may_be_on(&q->halves[t].flags[PEER_USE_REMOTE_GATEWAYS]))
            continue;
        struct diag *d = diag_add(
            k->c->diags, DIAG_REMOTE_GATEWAYS_TWICE, p->halves[side].flags[PEER_USE_REMOTE_GATEWAYS].span,
            "`%s` uses remote gateways on two peerings", k->m->sites.at[p->sites[side]].name);
        diag_label(k->c->diags, d, q->halves[t].flags[PEER_USE_REMOTE_GATEWAYS].span, "the first one");
        return;
    }
}

/* F23: gateway transit over a global peering came in 2019. */
static void check_global_transit(struct checker *k, const struct model_peering *p, int side)
{
    const struct model_site *own = &k->m->sites.at[p->sites[side]],
                            *far = &k->m->sites.at[p->sites[1 - side]];
    if (k->m->profile != PROFILE_AZURE_2018 ||
        !model_may_be_on(&p->halves[side].flags[PEER_USE_REMOTE_GATEWAYS]))
        return;
    if (!own->region || !far->region || own->region == far->region)
        return;
    struct diag *d =
        diag_add(k->c->diags, DIAG_GLOBAL_TRANSIT, p->halves[side].flags[PEER_USE_REMOTE_GATEWAYS].span,
                 "`profile azure-2018` has no gateway transit between regions (`%s` is in %s, `%s` in %s)",
                 own->name, own->region, far->name, far->region);
    diag_help(k->c->diags, d, "`profile azure-current` supports it");
}

static void check_half_missing(struct checker *k, const struct model_peering *p)
{
    if (model_peering_whole(p))
        return;
    int missing = p->halves[0].present ? 1 : 0;
    const char *from = k->m->sites.at[p->sites[missing]].name,
               *to = k->m->sites.at[p->sites[1 - missing]].name;
    struct diag *d = diag_add(
        k->c->diags, DIAG_HALF_PEERING, p->span,
        "only one half of the peering `%s` is declared: it stays Initiated and carries nothing", p->name);
    diag_help(k->c->diags, d, "declare `peering %s -> %s ...` too, or `peering %s <-> %s` for both halves",
              from, to, to, from);
}

static void check_peerings(struct checker *k)
{
    for (uint32_t i = 0; i < k->m->peerings.count; i++) {
        const struct model_peering *p = &k->m->peerings.at[i];
        check_peering_overlaps(k, i);
        check_half_missing(k, p);
        for (int side = 0; side < 2; side++) {
            check_transit(k, p, side);
            check_remote(k, p, side);
            check_remote_once(k, i, side);
            check_global_transit(k, p, side);
        }
    }
}

void check_design(struct compilation *c, const struct model *m)
{
    struct checker k = {c, m, find_crowded(c->arena, m)};
    for (uint32_t i = 0; i < m->sites.count; i++) {
        check_own_prefixes(&k, &m->sites.at[i]);
        check_hosts(&k, &m->sites.at[i]);
        check_gateways(&k, &m->sites.at[i]);
        check_route_servers(&k, &m->sites.at[i]);
        check_router_asns(&k, &m->sites.at[i]);
    }
    check_peerings(&k);
    check_bgp(c, m);
    check_platform(c, m);
    check_subnets(c, m);
    check_system_subnets(c, m);
    check_appliances(c, m);
    check_igp(c, m);
}
