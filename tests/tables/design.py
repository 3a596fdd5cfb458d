"""A design as relations, read from `nicc dump --stage model`: names resolved, defaults filled in, nothing lowered.

What the table program has no rules for is put into `uncovered` (nothing of the design is compared then) or into
`uncovered_packets` (only the route tables are), by name."""
from types import SimpleNamespace as Record

from prefixes import address, prefix


class Design:
    def __init__(self, text):
        self.sites, self.circuits, self.peerings, self.connections = {}, [], [], []
        self.tables, self.routers, self.gateways, self.servers = {}, {}, {}, {}
        self.policies, self.links = {}, []
        self.uncovered, self.uncovered_packets = set(), set()
        self._last = None
        for line in text.splitlines():
            self._line(line)
        self._finish()

    # ---- reading ----

    def _line(self, line):
        words, depth = line.split(), len(line) - len(line.lstrip())
        if depth == 0:
            getattr(self, "_top_" + words[0], self._top_unknown)(words, line)
        elif isinstance(self._last, Record) and hasattr(self._last, "reader"):
            self._last.reader(words, depth, line)

    def _top_unknown(self, words, line):
        self.uncovered.add(words[0])
        self._last = None

    def _top_design(self, words, line):
        self.profile = words[-1]

    def _top_group(self, words, line):
        self._last = None

    _top_let = _top_group

    def _top_site(self, words, line):
        site = Record(kind=words[1], name=words[2], prefixes=[], subnets=[], hosts={}, gateways=[], servers=[],
                      routers=[], addresses=set(), peers={}, reader=None)
        site.reader = lambda w, d, l: self._site_line(site, w, d)
        self.sites[site.name] = self._last = site

    def _site_line(self, site, w, depth):
        if depth > 2:
            if w[0] == "route":
                arrow = w.index("->")
                for p in w[1:arrow]:
                    self.table.routes[prefix(p)] = " ".join(w[arrow + 1:])
            return
        read = {"prefix": self._prefix, "subnet": self._subnet, "route-table": self._route_table, "host": self._host,
                "gateway": self._gateway, "route-server": self._server, "router": self._router,
                "tag": lambda *_: None, "security-group": lambda *_: None}
        if w[0] in read:
            read[w[0]](site, w)
        else:
            self.uncovered.add(w[0])

    def _prefix(self, site, w):
        site.prefixes.append(prefix(w[1]))

    def _subnet(self, site, w):
        name = w[1]
        kind = name.split(".")[1] if "(" in " ".join(w) else ""
        rest = " ".join(w[2:]).replace("(gateway)", "").replace("(Route Server)", "").replace("(firewall)", "").split()
        s = Record(name=name, site=site, kind=kind, prefixes=[], table=None, services=[], routers=[])
        key = "prefix"
        for x in rest:
            if x in ("route-table", "security-group", "service-endpoint", "router"):
                key = x
            elif key == "prefix":
                s.prefixes.append(prefix(x))
            elif key == "route-table":
                s.table = x
            elif key == "service-endpoint":
                s.services.append(prefix(x))
            elif key == "router":
                s.routers.append(x)
            else:
                self.uncovered_packets.add("security-group")
        site.subnets.append(s)

    def _route_table(self, site, w):
        self.table = Record(name=w[1], propagation=w[3] != "off", routes={})
        self.tables[w[1]] = self.table

    def _host(self, site, w):
        site.hosts[w[1]] = address(w[2])
        if "security-group" in w:
            self.uncovered_packets.add("security-group")

    def _addresses(self, site, w):
        found = set()
        while w and w[-1][0] in "0123456789abcdef" and ("." in w[-1] or ":" in w[-1]) and "/" not in w[-1]:
            try:
                found.add(address(w[-1]))
            except ValueError:
                break
            w = w[:-1]
        return found

    def _gateway(self, site, w):
        g = Record(kind=w[1], name=w[2], asn=int(w[4]), site=site, remote=False, default_site=None)
        if "accept-remote-vnets" in w:
            word = w[w.index("accept-remote-vnets") + 1]  # open: as it is without a statement (F58)
            g.remote = word == "on" or (word == "?" and self.profile == "azure-2018")
        if "default-site" in w:
            g.default_site = w[w.index("default-site") + 1]
        site.addresses |= self._addresses(site, w)
        site.gateways.append(g)
        self.gateways[g.name] = g

    def _server(self, site, w):
        preference = w[w.index("preference") + 1] if "preference" in w else "expressroute"
        rs = Record(name=w[1], site=site, b2b=w[3] == "on", preference=preference, kind="server", asn=65515)
        site.addresses |= self._addresses(site, w)
        site.servers.append(rs)
        self.servers[rs.name] = rs

    def _router(self, site, w):
        originate = [prefix(w[i + 1]) for i, x in enumerate(w) if x == "originate"]
        r = Record(kind="router", name=w[1], asn=int(w[3]), site=site, default="default-route" in w, originate=originate,
                   addresses=self._addresses(site, w))
        site.routers.append(r)
        self.routers[r.name] = r

    def _top_link(self, words, line):
        self.links.append((*words[1].split("<->"), int(words[3])))
        self._last = None

    def _top_circuit(self, words, line):
        self.circuits.append(words[1])
        self._last = None

    def _top_peering(self, words, line):
        p = Record(halves=[], reader=None)

        def half(w, depth, line):
            flags = {f for i, f in enumerate(w[1:], 1) if f[0] != "(" and (i + 1 >= len(w) or w[i + 1] != "?")}
            if "?" in w and "allow-vnet-access" not in flags and "allow-vnet-access" in w:
                flags.add("allow-vnet-access")  # an open flag is shown as it is without a statement: this one is on
            p.halves.append(Record(site=w[0], declared="(not declared)" not in line, flags=flags))
        p.reader = half
        self.peerings.append(p)
        self._last = p

    def _top_connection(self, words, line):
        name, rest = line[len("connection "):].split(": ", 1)
        kind = rest.split(", ")[0]
        flags = rest.replace(",", " ").split()
        c = Record(name=name, kind=kind, bgp=" bgp" in rest, down="down" in flags and "?" not in flags, ends=[],
                   weight=int(flags[flags.index("weight") + 1]) if "weight" in flags else 0, reader=None)
        c.reader = lambda w, d, l: c.ends.append(self._end(w))
        self.connections.append(c)
        self._last = c

    def _end(self, w):
        e = Record(node=w[0], advertise=None, accept=None, statics=[], lp=None, weight=None, med=None, prepend=0,
                   strip=None, override=False, communities=set(), hop=None, policy_in=None, policy_out=None)
        i = 1
        while i < len(w):
            if w[i] in ("advertise", "accept"):
                what, f = w[i], Record(kind=w[i + 1], own=False, ranges=[])
                i += 2
                if i < len(w) and w[i] == "own":
                    f.own, i = True, i + 1
                i = self._ranges(w, i, f.ranges)
                setattr(e, what, f)
            elif w[i] == "may-advertise":  # the state without any of these announcements is compared
                i = self._ranges(w, i + 1, [])
            elif w[i] == "static":
                e.statics.append(prefix(w[i + 1]))
                i += 2
            elif w[i] == "policy":
                setattr(e, "policy_" + w[i + 1], w[i + 2])
                i += 3
            elif w[i] == "as-override":
                e.override, i = True, i + 1
            elif w[i] == "community":
                e.communities.add(w[i + 1])
                i += 2
            elif w[i] == "next-hop":
                e.hop = w[i + 1]
                i += 2
            else:
                key = {"local-preference": "lp"}.get(w[i], w[i])
                setattr(e, key, int(w[i + 1]))
                i += 2
        return e

    @staticmethod
    def _ranges(w, i, out):
        while i + 4 < len(w) and "/" in w[i] and w[i + 1] == "ge":
            out.append((prefix(w[i]), int(w[i + 2]), int(w[i + 4])))
            i += 5
        return i

    def _top_policy(self, words, line):
        lines = []
        self.policies[words[1]] = lines

        def policy_line(w, depth, line):
            p = Record(permit=w[0] == "permit", ranges=[], communities=set(), paths=[], lp=None, med=None, strip=None,
                       prepend=0, remove=set(), add=set())
            i = 1
            while i < len(w):
                if w[i] == "prefix":
                    i = self._ranges(w, i + 1, p.ranges)
                elif w[i] in ("remove", "add"):
                    getattr(p, w[i]).add(w[i + 1])
                    i += 2
                elif w[i] == "community":
                    p.communities.add(w[i + 1])
                    i += 2
                elif w[i] == "as-path":
                    p.paths.append(int(w[i + 1]))
                    i += 2
                elif w[i] == "next-hop":
                    if w[i + 1] != "self":
                        self.uncovered.add("next-hop")
                    i += 2
                else:
                    setattr(p, {"local-preference": "lp"}.get(w[i], w[i]), int(w[i + 1]))
                    i += 2
            lines.append(p)
        self._last = Record(reader=policy_line)

    # ---- what follows from the declarations ----

    def _finish(self):
        for site in self.sites.values():
            if not site.subnets:
                site.subnets.append(Record(name=site.name, site=site, kind="", prefixes=list(site.prefixes), table=None,
                                           services=[], routers=[]))
            site.gateway_subnet = next((s for s in site.subnets if s.kind == "GatewaySubnet" and s.table), None)
            for r in site.routers:
                r.own = r.originate or list(site.prefixes)
            self._router_addresses(site)
        for p in self.peerings:
            a, b = p.halves
            if a.declared and b.declared:  # F14: a peering needs both halves
                access = all("allow-vnet-access" in h.flags for h in (a, b))
                for mine, other in ((a, b), (b, a)):
                    self.sites[mine.site].peers[other.site] = Record(
                        access=access,
                        forwarded="allow-forwarded-traffic" in mine.flags,
                        # F18, F19, F21: this VNet uses the gateways of the other one
                        uses="use-remote-gateways" in mine.flags and "allow-gateway-transit" in other.flags,
                        serves="allow-gateway-transit" in mine.flags and "use-remote-gateways" in other.flags)
        for t in self.tables.values():
            if "a host" in t.routes.values():
                self.uncovered_packets.add("route to a host")
        self._distances()
        for c in self.connections:
            if c.kind == "session":
                self.uncovered.add("session")
            if any(e.hop not in (None, "self") for e in c.ends):
                self.uncovered.add("next-hop")

    def _distances(self):
        """Along the internal links of each site (F150): the cost from router to router, and the routers that come next."""
        cost = {}
        for a, b, c in self.links:
            for x, y in ((a, b), (b, a)):
                cost[x, y] = min(c, cost.get((x, y), c))
        self.distance = {}
        for site in self.sites.values():
            names = [r.name for r in site.routers]
            site.linked = any(x in names for x, _ in cost)
            if site.linked and any(s.routers and len(s.routers) < len(names) for s in site.subnets):
                self.uncovered.add("subnets apart in a site with links")
            self.distance.update({(n, n): 0 for n in names})
            for _ in names:
                for (x, y), c in cost.items():
                    for n in names:
                        if x in names and (y, n) in self.distance:
                            d = c + self.distance[y, n]
                            self.distance[x, n] = min(d, self.distance.get((x, n), d))
        self.next = {(x, n): {y for (z, y), c in cost.items() if z == x and (y, n) in self.distance and
                              c + self.distance[y, n] == d} for (x, n), d in self.distance.items() if x != n}

    def _router_addresses(self, site):
        """A router stands for its addresses, unless a host or two routers have them (docs/language.md)."""
        seen = {}
        for r in site.routers:
            r.ends = set()
            for a in r.addresses:
                seen.setdefault(a, []).append(r)
        for a, owners in seen.items():
            if len(owners) == 1 and a not in site.hosts.values():
                site.addresses.add(a)
                owners[0].ends.add(a)

    def spokes(self, site):
        """The VNets that use the gateways of this one (F21)."""
        return [self.sites[n] for n, p in site.peers.items() if p.serves]

    def served_by(self, site):
        """The VNet whose gateways this one uses beside its own: none or one (F19)."""
        return [self.sites[n] for n, p in site.peers.items() if p.uses]

    def served_space(self, site):
        """What the gateways of a VNet announce and count as theirs (F21b, F34, F37, F54)."""
        return site.prefixes + [p for s in self.spokes(site) for p in s.prefixes]
