"""Who reaches whom: packets follow the tables hop by hop, on every branch of equal routes (F12)."""
import functools
from collections import namedtuple

import prefixes as px
from subnets import host_table, vnet_table

# Every branch delivers / some branch delivers.
Outcome = namedtuple("Outcome", "all any")
# Places: ("subnet", name), ("node", name); ends: ("delivered", site), ("drop", why).


class Forwarding:
    def __init__(self, routing):
        self.routing, self.d = routing, routing.d
        self.subnets = {s.name: s for site in self.d.sites.values() for s in site.subnets}
        self.rows = {n: (vnet_table if s.site.kind == "vnet" else host_table)(routing, s)
                     for n, s in self.subnets.items()}
        self.nodes = {n: [r for p in routing.prefixes(n) for r in routing.active(n, p)] for n in routing.nodes}

    @staticmethod
    def longest(rows, a):
        """F8: the longest prefix; all equal rows of it."""
        rows = [r for r in rows if px.holds(r.prefix, a)]
        top = max((r.prefix[2] for r in rows), default=None)
        return [r for r in rows if r.prefix[2] == top]

    @functools.lru_cache(maxsize=None)
    def steps(self, place, a):
        what, name = place
        if what == "subnet":
            subnet = self.subnets[name]
            rows = self.longest([r for r in self.rows[name] if r.active], a)
            step = self.vnet_step if subnet.site.kind == "vnet" else self.host_step
            return {step(subnet, r, a) for r in rows} or {("drop", "no route")}
        node = self.routing.nodes[name]
        if node.kind == "router" and a in node.ends:  # packets for the router itself end there
            return {("delivered", node.site.name)}
        rows = self.longest(self.nodes[name], a)
        return {x for r in rows for x in self.node_steps(node, r, a)} or {("drop", "no route")}

    def into_peer(self, site, name, end):
        """F26: access off on either half stops both directions."""
        return end if name == site.name or site.peers[name].access else ("drop", "access off")

    def vnet_step(self, subnet, r, a):
        site = subnet.site
        if r.type in ("VirtualNetwork", "vnet"):
            return ("delivered", site.name)
        if r.type == "VNetPeering":
            return self.into_peer(site, r.hop, ("delivered", r.hop))
        if r.hop in self.d.gateways:
            return self.into_peer(site, self.d.gateways[r.hop].site.name, ("node", r.hop))
        return ("drop", r.type)

    def host_step(self, subnet, r, a):
        if r.type == "Lan":
            return ("delivered", subnet.site.name)
        return ("node", r.hop) if r.hop in self.routing.nodes else ("drop", r.hop)

    def node_steps(self, node, r, a):
        """Towards another router of the site along its links, by all ways of the lowest cost."""
        if self.routing.over_links(node.name, r):
            return {("node", n) for n in self.d.next[node.name, r.neighbour]}
        return {self.node_step(node, r, a)}

    def node_step(self, node, r, a):
        if r.source in ("Network", "Peer"):
            return self.out_of_gateway(node, r, a)
        if r.source == "Connected":
            return ("delivered", node.site.name)
        if r.source in ("Aggregate", "Default"):  # F154
            return ("drop", r.source)
        return ("node", r.neighbour)

    def out_of_gateway(self, g, r, a):
        """Into the VNet or a peer of it, by the route table of the GatewaySubnet (F68, F136)."""
        subnet = g.site.gateway_subnet
        table = self.d.tables[subnet.table].routes if subnet else {}
        for p in sorted(table, key=lambda p: -p[2]):
            if px.holds(p, a) and p[2] >= r.prefix[2]:
                return ("delivered", g.site.name) if table[p] == "vnet" else ("drop", table[p])
        peer = r.neighbour
        if not peer:
            return ("delivered", g.site.name)
        flags = self.d.sites[peer].peers[g.site.name]
        if g.kind == "expressroute" and not flags.uses and not flags.forwarded:  # F25
            return ("drop", "forwarded traffic")
        return self.into_peer(g.site, peer, ("delivered", peer))

    @functools.lru_cache(maxsize=None)
    def outcome(self, subnet, site, a):
        """What becomes of packets from a subnet to an address of a site. A loop does not deliver."""
        delivered = False
        every = True
        done, open_ = set(), set()

        def visit(place):
            nonlocal delivered, every
            if place[0] in ("delivered", "drop"):
                hit = place == ("delivered", site)
                delivered, every = delivered or hit, every and hit
            elif place in open_:
                every = False
            elif place not in done:
                open_.add(place)
                for p in self.steps(place, a):
                    visit(p)
                open_.discard(place)
                done.add(place)
        visit(("subnet", subnet))
        return Outcome(every and delivered, delivered)

    # ---- the matrix of sites ----

    @functools.cached_property
    def edges(self):
        """Where the treatment of addresses may change, for each IP version."""
        found = {4: set(), 6: set()}
        everything = [r.prefix for rows in (*self.rows.values(), *self.nodes.values()) for r in rows]
        everything += [p for t in self.d.tables.values() for p in t.routes]
        everything += [p for s in self.subnets.values() for p in s.prefixes]
        for p in everything:
            found[p[0]] |= {p[1], px.end(p)}
        for site in self.d.sites.values():
            for version, value in site.addresses:
                found[version] |= {value, value + 1}
        return {v: sorted(e) for v, e in found.items()}

    @functools.lru_cache(maxsize=None)
    def ends(self, name):
        """One address for each part of a site that all tables treat alike: (subnet, address)."""
        site, found = self.d.sites[name], []
        for s in site.subnets:
            for p in s.prefixes if not s.kind else ():
                for value in sorted({p[1], *(e for e in self.edges[p[0]] if p[1] <= e < px.end(p))}):
                    if (p[0], value) not in site.addresses:
                        found.append((s.name, (p[0], value)))
        return found

    def cell(self, row, column):
        flows = set()
        for s, x in self.ends(row):
            for t, y in self.ends(column):
                if x[0] == y[0]:
                    flows.add((self.outcome(s, column, y), self.outcome(t, row, x)))
        if not flows:
            return "."
        if all(f.all and b.all for f, b in flows):
            return "Y"
        if not any(f.any for f, b in flows):
            return "N"
        if all(f.all and not b.any for f, b in flows):
            return ">"
        return "~"
