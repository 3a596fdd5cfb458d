"""The effective routes of subnets, and of the hosts of an on-premises site."""
from collections import namedtuple

import prefixes as px

# kind: system, user, learned, service. hop: a node for learned routes, the written next hop for user routes.
Row = namedtuple("Row", "prefix kind type hop path active")


def system_rows(design, subnet):
    """F2, F3, F5: own ranges, the ranges of peers, the Internet, None for reserved ranges."""
    site = subnet.site
    rows = [Row(p, "system", "VirtualNetwork", "", (), True) for p in site.prefixes]
    for name in site.peers:  # F5, F16: direct peers only
        rows += [Row(p, "system", "VNetPeering", name, (site.peers[name].access,), True) for p in design.sites[name].prefixes]
    for version, default in ((4, "0.0.0.0/0"), (6, "::/0")):
        if any(p[0] == version for p in site.prefixes):
            rows.append(Row(px.prefix(default), "system", "Internet", "", (), True))
    rows += [Row(p, "system", "None", "", (), True) for p in px.RESERVED if not px.inside_any(p, site.prefixes)]
    return rows


def learned_rows(routing, subnet, table):
    """F6, F21a: what the gateways of the VNet, or those that it uses of a peer, learned themselves or have configured."""
    design, site = routing.d, subnet.site
    if table and not table.propagation:  # F7
        return []
    rows = []
    for home in [site] + design.served_by(site):
        server = home.servers[0] if home.servers else None
        for g in home.gateways:
            for p in routing.prefixes(g.name):
                got = [r for r in routing.best(g.name, p) if r.source in ("EBgp", "Static")]
                if got:
                    r = routing.shown_choice(subnet.name, g.name, got)
                    rows.append((gateway_rank(server, g, r), Row(p, "learned", "VirtualNetworkGateway", g.name, r.path, True)))
    top = {}
    for rank, row in rows:
        top[row.prefix] = max(rank, top.get(row.prefix, rank))
    space = site.prefixes + [p for n in site.peers for p in design.sites[n].prefixes]
    # F9, F27: system routes of the VNet and its peers come before equal and longer learned ones.
    return [row._replace(active=rank == top[row.prefix] and not px.inside_any(row.prefix, space)) for rank, row in rows]


def gateway_rank(server, g, r):
    """F74: ExpressRoute before VPN; F92: beside a Route Server as its preference says."""
    circuit = g.kind == "expressroute"
    if server and server.preference == "as-path":
        return (-len(r.path), circuit)
    if server and server.preference == "vpn":
        return (not circuit, 0)
    return (circuit, 0)


def vnet_table(routing, subnet):
    design = routing.d
    table = design.tables.get(subnet.table)
    # F21, F28: `-> gateway` drops while the VNet does not use the gateway of its peer.
    homes = [subnet.site] + design.served_by(subnet.site)
    unused = [g.name for g in design.gateways.values() if g.site not in homes]
    hops = [(p, "unused" if hop in unused else hop) for p, hop in table.routes.items()] if table else []
    user = [Row(p, "user", hop, hop, (), True) for p, hop in hops]
    learned = learned_rows(routing, subnet, table)
    system = system_rows(design, subnet)
    if any(r.prefix == px.prefix("0.0.0.0/0") for r in user + learned):  # F11
        system = [r for r in system if r.type != "None"]
    # F8: user, then learned, then system routes for one prefix.
    written = {r.prefix for r in user}
    learned = [r._replace(active=r.active and r.prefix not in written) for r in learned]
    taken = written | {r.prefix for r in learned if r.active}
    peering = {r.prefix for r in system if r.type != "None"}
    system = [r._replace(active=r.prefix not in taken and (r.type != "None" or r.prefix not in peering)) for r in system]
    rows = user + learned + system
    # F10: nothing overrides the routes of a service endpoint.
    rows = [r._replace(active=r.active and not px.inside_any(r.prefix, subnet.services)) for r in rows]
    return rows + [Row(p, "service", "VirtualNetworkServiceEndpoint", "", (), True) for p in subnet.services]


def host_table(routing, subnet):
    """What a host of an on-premises site takes: the best of what its routers selected; equal ones are shared."""
    routers = [routing.d.routers[n] for n in subnet.routers] or subnet.site.routers
    user = routing.d.tables.get(subnet.table)
    rows = [Row(p, "user", hop, hop, (), True) for p, hop in user.routes.items()] if user else []
    rows += [Row(p, "system", "Lan", "", (), not user or p not in user.routes) for p in subnet.site.prefixes]
    for p in {p for r in routers for p in routing.prefixes(r.name)}:
        offers = [(r, routing.shown_choice(subnet.name, r.name, routing.best(r.name, p))) for r in routers
                  if routing.best(r.name, p)]
        top = max(offer_rank(s) for _, s in offers)
        rows += [Row(p, "learned", "Router", r.name, s.path, offer_rank(s) == top and p not in subnet.site.prefixes
                     and p not in (user.routes if user else ())) for r, s in offers]
    return rows


def offer_rank(s):
    return (s.lp, -len(s.path))
