"""The route tables of gateways, circuit devices, Route Servers and routers: rules over relations, to a fixpoint.

A table is a relation of routes. `own` follows from the declarations; `learned` follows from what the neighbours select
and announce. Each rule names the fact (F..) or RFC that it implements. Where the facts leave a choice, which of several
equal routes is announced, the program takes the one that fits what nicc shows (`shown`)."""
from collections import namedtuple
from types import SimpleNamespace as Record

import prefixes as px

# One row of a table. `source` in Azure's words; `neighbour` is the table that it came from.
Route = namedtuple("Route", "prefix source neighbour path lp weight med communities session")
# A directed session: `out` and `into` are the settings of its ends (None inside a VNet or site).
Session = namedtuple("Session", "number kind sender receiver out into weight")

PLATFORM, CIRCUIT = 65515, 12076  # F40, F52
ROUNDS, SEEDED = 100, 25


def own_route(prefix, source, neighbour=None):
    return Route(prefix, source, neighbour, (), 100, 0, 0, frozenset(), None)


class Routing:
    def __init__(self, design, shown=None, selected=None):
        self.d, self.shown, self.selected = design, shown or {}, selected or {}
        self.nodes = {}
        self.sessions, self.own = [], {}
        self._nodes()
        self._sessions()
        self._statics()
        self.learned = {n: {} for n in self.nodes}
        self.out = {n: [s for s in self.sessions if s.sender == n] for n in self.nodes}
        self.stable = self._fixpoint()

    # ---- relations that follow from the declarations ----

    def _nodes(self):
        for g in self.d.gateways.values():
            self.nodes[g.name] = g
            # F5, F21b: the VNet's own space and that of its peers; what is announced of it is in _from_*.
            self.own[g.name] = [own_route(p, "Network") for p in g.site.prefixes]
            self.own[g.name] += [own_route(p, "Network" if peer.serves else "Peer", name)
                                 for name, peer in g.site.peers.items() for p in self.d.sites[name].prefixes]
        for rs in self.d.servers.values():
            self.nodes[rs.name] = rs
            self.own[rs.name] = []
        for c in self.d.circuits:
            for device in (c + ".primary", c + ".secondary"):  # F51: a circuit is two devices
                self.nodes[device] = Record(kind="device", name=device, asn=CIRCUIT, circuit=c)
                self.own[device] = []
        for r in self.d.routers.values():
            self.nodes[r.name] = r
            self.own[r.name] = self._router_routes(r)

    @staticmethod
    def _router_routes(r):
        routes = [own_route(p, "Connected") for p in r.site.prefixes]
        default = {p for p in px.DEFAULTS if r.default and any(q[0] == p[0] for q in r.site.prefixes)}
        routes += [own_route(p, "Connected" if px.inside_any(p, r.site.prefixes) else "Aggregate")
                   for p in r.own if p not in r.site.prefixes and p not in default]
        routes += [own_route(p, "Default") for p in sorted(default)]
        return routes

    def _session(self, kind, a, b, conn=None):
        ends = conn.ends if conn else (None, None)
        weight = conn.weight if conn else 0
        for sender, receiver, out, into in ((a, b, *ends), (b, a, *ends[::-1])):
            self.sessions.append(Session(len(self.sessions), kind, sender, receiver, out, into, weight))

    def _direct(self, a, b):
        """RFC 4271: speakers of one AS number speak iBGP, wherever they are; of the platform's nobody does (F40)."""
        inner = a in self.d.routers and b in self.d.routers and self.nodes[a].asn == self.nodes[b].asn
        return "ibgp" if inner else "ebgp"

    def _devices(self, name):
        return [name] if name in self.nodes else [name + ".primary", name + ".secondary"]

    def _sessions(self):
        for c in self.d.connections:
            if c.down:
                continue
            a, b = c.ends
            if c.kind == "global reach":  # F61: at all pairs of devices
                pairs = [("reach", x, y) for x in self._devices(a.node) for y in self._devices(b.node)]
            elif c.kind in ("circuit connection", "private peering"):  # F52: a session with each device; F53
                pairs = [("ebgp", x, y) for x in self._devices(a.node) for y in self._devices(b.node)]
            else:  # F38: BGP only where it is on for this connection
                pairs = [(self._direct(a.node, b.node), a.node, b.node)] if c.bgp else []
            for kind, x, y in pairs:
                self._session(kind, x, y, c)
        for site in self.d.sites.values():
            for i, g in enumerate(site.gateways):
                if site.servers:  # F86: beside a Route Server the gateways speak with it, not with each other
                    if len(site.gateways) > 1:
                        self._session("server", g.name, site.servers[0].name)
                else:  # F76: the gateways of a VNet share their routes
                    for h in site.gateways[i + 1:]:
                        self._session("inside", g.name, h.name)
            for i, r in enumerate(site.routers):  # RFC 4271: routers of one AS are a full mesh
                for s in site.routers[i + 1:]:
                    if r.asn and s.asn and (not site.linked or (r.name, s.name) in self.d.distance):  # as the links let them
                        self._session("ibgp", r.name, s.name)

    def _statics(self):
        """F39: listed prefixes are routes into the connection, beside or in place of BGP."""
        for c in self.d.connections:
            if c.down or c.kind not in ("tunnel", "WAN link"):
                continue
            both_vpn = all(e.node in self.d.gateways for e in c.ends)
            for mine, other in (c.ends, c.ends[::-1]):
                listed = list(mine.statics)
                if both_vpn and not c.bgp and not listed:
                    listed = list(self.d.gateways[other.node].site.prefixes)
                self.own[mine.node] += [own_route(p, "Static", other.node)._replace(session=c.name) for p in listed]
                if getattr(self.nodes[mine.node], "default_site", None) == c.name:  # F45
                    self.own[mine.node].append(own_route(px.prefix("0.0.0.0/0"), "DefaultSite", other.node)
                                               ._replace(session=c.name))

    # ---- selection ----

    def rank(self, node, r):
        """What decides between routes for one prefix, the larger first; MED and eBGP of routers follow in best()."""
        external = r.source == "EBgp"
        if node.kind == "router":  # F150, F155, RFC 4271 9.1.2: connected and static routes are no BGP routes
            return ({"Connected": 2, "Static": 1}.get(r.source, 0), r.weight, r.lp,
                    r.source in ("Aggregate", "Default"), -len(r.path))
        local = {"Network": 3, "Peer": 3, "Static": 2, "DefaultSite": 2}.get(r.source, 0)
        if node.kind == "vpn":  # F48: a tunnel before the other gateway; F41: no weight, then path length
            return (local, external, -len(r.path))
        if node.kind == "expressroute":  # F62: weight before AS path; F74: ExpressRoute before VPN
            return (local, external, r.weight, -len(r.path))
        if node.kind == "server":  # F92
            circuit = self.nodes[r.neighbour].kind == "expressroute"
            if node.preference == "as-path":
                return (-len(r.path), circuit)
            return (circuit == (node.preference == "expressroute"), -len(r.path))
        customer = r.neighbour in self.d.routers  # F61: its own customer before Global Reach
        reach = r.session is not None and self.sessions[r.session].kind == "reach"
        return (customer or not reach, -len(r.path))

    def best(self, name, prefix):
        node = self.nodes[name]
        routes = [r for r in self.routes(name) if r.prefix == prefix]
        if not routes:
            return []
        top = max(self.rank(node, r) for r in routes)
        routes = [r for r in routes if self.rank(node, r) == top]
        if node.kind == "router":
            lowest = {}  # F150: MED is compared among routes of one neighbouring AS
            for r in routes:
                lowest[r.path[:1]] = min(r.med, lowest.get(r.path[:1], r.med))
            routes = [r for r in routes if r.med == lowest[r.path[:1]]]
            if any(r.source == "EBgp" for r in routes):  # F150: eBGP before iBGP
                routes = [r for r in routes if r.source != "IBgp"]
            nearest = min(self.metric(name, r) for r in routes)  # F150: the cost of the way to the next hop
            routes = [r for r in routes if self.metric(name, r) == nearest]
        return routes

    def over_links(self, name, r):
        """Is it a route from another router of the same site, which internal links lead to?"""
        me = self.nodes[name]
        return r.source == "IBgp" and me.kind == "router" and me.site.linked and self.sessions[r.session].out is None

    def metric(self, name, r):
        return self.d.distance[name, r.neighbour] if self.over_links(name, r) else 0

    def active(self, name, prefix):
        """The rows that packets follow. F9: at a gateway no learned route takes traffic inside the VNet or to a peer."""
        node = self.nodes[name]
        if node.kind in ("vpn", "expressroute"):
            space = [r.prefix for r in self.own[name] if r.source in ("Network", "Peer")]
            if prefix not in space and px.inside_any(prefix, space):
                return [r for r in self.best(name, prefix) if r.source == "Static"]  # a list is no BGP route
        return self.best(name, prefix)

    def routes(self, name):
        return self.own[name] + [r for heard in self.learned[name].values() for r in heard.values()]

    def prefixes(self, name):
        return {r.prefix for r in self.routes(name)}

    # ---- announcements ----

    def announced(self, s, r):
        """The row that the receiver gets when the sender announces its row r over the session s, or None."""
        sender, receiver = self.nodes[s.sender], self.nodes[s.receiver]
        if r.session == s.number ^ 1:  # not back over the session it came from
            return None
        if "no-advertise" in r.communities or ("no-export" in r.communities and s.kind == "ebgp"):  # RFC 1997
            return None
        r = getattr(self, "_from_" + sender.kind)(s, sender, receiver, r)
        if r is None or (s.kind not in ("reach", "inside") and receiver.asn in r.path):  # F152: AS loop
            return None
        r = r._replace(source="EBgp" if s.kind == "ebgp" else "IBgp", session=s.number,
                       # F85: a Route Server is a control plane only: the next hop stays
                       neighbour=s.sender if sender.kind != "server" else r.neighbour)
        return getattr(self, "_into_" + receiver.kind)(s, receiver, r)

    def _from_router(self, s, me, other, r):
        if s.kind == "ibgp" and r.source == "IBgp":  # RFC 4271: what came by iBGP is not told to other routers of the AS
            return None
        if s.out is None:  # inside a site everything is told
            return r._replace(weight=0)
        if s.kind == "ebgp":  # RFC 4271 5.1.4, F151: neither MED nor local preference goes to another AS
            r = r._replace(med=0, lp=100)
        own = r.source in ("Connected", "Aggregate", "Default") and r.prefix in me.own
        if not permitted(s.out.advertise, r.prefix, own, otherwise=own):  # F153
            return None
        r = self.policed(s.out.policy_out, me, r)
        if r is None:
            return None
        path = r.path
        if s.out.override:
            path = tuple(me.asn if a == other.asn else a for a in path)
        if s.out.strip:
            path = tuple(a for a in path if a != s.out.strip)
        fronts = s.out.prepend + (s.kind == "ebgp")  # RFC 4271 5.1.2: by iBGP a speaker does not add its number
        return r._replace(path=(me.asn,) * fronts + path, lp=100 if s.kind == "ebgp" else r.lp, weight=0,  # F151
                          med=r.med if s.out.med is None else s.out.med,
                          communities=r.communities | s.out.communities)

    def policed(self, name, me, r):
        """The first line that matches decides; a policy ends with deny."""
        if name is None:
            return r
        for line in self.d.policies[name]:
            if ((not line.ranges or in_ranges(line.ranges, r.prefix)) and line.communities <= r.communities and
                    all(a in r.path for a in line.paths)):
                if not line.permit:
                    return None
                path = tuple(a for a in r.path if a != line.strip) if line.strip else r.path
                return r._replace(lp=line.lp if line.lp is not None else r.lp,
                                  med=line.med if line.med is not None else r.med,
                                  path=(me.asn,) * line.prepend + path,
                                  communities=(r.communities - line.remove) | frozenset(line.add))
        return None

    def _from_vpn(self, s, me, other, r):
        if r.source in ("DefaultSite", "Peer"):  # F45: a route of the gateway alone; F22
            return None
        if s.kind in ("inside", "server"):  # F76: what it learned outside and has configured
            if s.kind == "server" and self._kept(me, r):
                return None
            return r if r.source in ("EBgp", "Static") else None
        if r.source == "IBgp" and not self._passes(me):  # F77, F86
            return None
        if self._kept(me, r):
            return None
        return r._replace(path=(me.asn,) + r.path, lp=100, weight=0, med=0)

    def _kept(self, me, r):
        """F34, F36: a default route, and a learned one that overlaps the VNet's space, are used and not announced."""
        return r.prefix in px.DEFAULTS or (r.source in ("EBgp", "IBgp") and any(
            px.overlap(r.prefix, p) for p in self.d.served_space(me.site)))

    def _passes(self, gateway):
        """F86: with branch-to-branch a gateway announces what the Route Server brings from the other one."""
        return any(rs.b2b for rs in gateway.site.servers)

    def _from_expressroute(self, s, me, other, r):
        if s.kind in ("inside", "server"):  # F76
            return r if r.source == "EBgp" else None
        if r.source == "Network" or (r.source == "IBgp" and self._passes(me)):  # F54, F60, F77, F86
            return r._replace(path=(PLATFORM,) + r.path, lp=100, weight=0, med=0)
        return None

    def _from_server(self, s, me, other, r):
        return r if me.b2b else None  # F86

    def _from_device(self, s, me, other, r):
        from_gateway = r.neighbour in self.d.gateways
        if s.kind == "reach":  # F61: what its own customers announced, and nothing else
            if r.neighbour not in self.d.routers:
                return None
            return r  # both devices have one AS number, so nothing is put in front
        if other.kind == "expressroute":
            if r.neighbour not in self.d.routers and not from_gateway:  # F61: VNets do not see Global Reach
                return None
            if from_gateway and not (self.d.gateways[r.neighbour].remote and other.remote):  # F58
                return None
            path = tuple(CIRCUIT if a == PLATFORM else a for a in r.path)  # F55, F57
        else:
            path = tuple(a for a in r.path if a != PLATFORM)  # F56
        return r._replace(path=(CIRCUIT,) + path)

    # ---- acceptance ----

    def _into_router(self, s, me, r):
        if s.into is None:
            return r
        if not permitted(s.into.accept, r.prefix, False, otherwise=True):  # F66
            return None
        r = self.policed(s.into.policy_in, me, r)
        if r is None:
            return None
        return r._replace(lp=s.into.lp if s.into.lp is not None else r.lp,  # F63, F151
                          weight=s.into.weight or 0)

    def _plain(self, s, r):
        """The platform drops communities and MED (F66)."""
        return r._replace(communities=frozenset(), med=0, lp=100, weight=0)

    def _into_vpn(self, s, me, r):
        if s.kind == "ebgp" and px.inside_any(r.prefix, self.d.served_space(me.site)):  # F37
            return None
        return self._plain(s, r)

    def _into_expressroute(self, s, me, r):
        return self._plain(s, r)._replace(weight=s.weight)  # F62

    def _into_device(self, s, me, r):
        return self._plain(s, r)

    def _into_server(self, s, me, r):
        return self._plain(s, r)

    # ---- the fixpoint ----

    def choice(self, name, equal):
        """One of several equal routes is announced: take the one that fits what nicc shows at the neighbours."""
        if len(equal) == 1:
            return equal[0]

        def fits(r):
            score = 0
            for s in self.out[name]:
                got = self.announced(s, r)
                shown = self.shown.get((s.receiver, r.prefix), set())
                score += ((name, got.path) in shown) if got else not any(n == name for n, _ in shown)
            return score
        return max(equal, key=fits)

    def shown_choice(self, table, name, equal):
        """Likewise what a subnet is told of several equal routes of a gateway or router."""
        shown = self.shown.get((table, equal[0].prefix), set())
        return max(equal, key=lambda r: (name, r.path) in shown)

    def guess(self, name, p):
        """To find that stable state which nicc shows, if there are several, the first rounds start from its rows. What
        counts is that every rule holds in the end, when no row is taken from there."""
        rows = self.selected.get((name, p))
        if rows is None:
            return self.best(name, p)
        return [r for r in self.routes(name) if r.prefix == p and
                ((r.neighbour or "", r.path) in rows or r.source in ("Network", "Peer"))]

    def _fixpoint(self):
        for turn in range(ROUNDS):
            changed = False
            for name in self.nodes:
                sent = {s.number: {} for s in self.out[name]}
                for p in self.prefixes(name):
                    equal = self.guess(name, p) if turn < SEEDED else self.best(name, p)
                    if not equal:
                        continue
                    r = self.choice(name, equal)
                    for s in self.out[name]:
                        got = self.announced(s, r)
                        if got:
                            sent[s.number][p] = got
                for s in self.out[name]:
                    table = self.learned[s.receiver]
                    if table.get(s.number) != sent[s.number]:
                        changed = True
                        table[s.number] = sent[s.number]
            if not changed and turn >= SEEDED:
                return True
        return False


def in_ranges(ranges, prefix):
    return any(px.covers(p, prefix) and low <= prefix[2] <= high for p, low, high in ranges)


def permitted(f, prefix, own, otherwise):
    if f is None or f.kind == "default":
        return otherwise
    if f.kind in ("all", "none"):
        return f.kind == "all"
    return (f.own and own) or in_ranges(f.ranges, prefix)
