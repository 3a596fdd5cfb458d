"""Compare the table program with `nicc routes`, `nicc matrix` and `nicc trace`.

    compare.py NICC FILE...                          each design of these files
    compare.py NICC --oracle ORACLE N SEED FAMILIES  N random designs of these families of the oracle

KEEP=FOLDER in the environment keeps the random designs. Prints each disagreement and what was compared; ends with status 1 if there is one."""
import collections
import json
import os
import subprocess
import sys
import tempfile

import prefixes as px
from design import Design
from forwarding import Forwarding
from routing import Routing

NO_STABLE_STATE = 3


def run(*command):
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout


class Comparison:
    def __init__(self, nicc):
        self.nicc, self.count, self.skipped = nicc, collections.Counter(), collections.Counter()

    def query(self, command, path, *rest):
        status, out = run(self.nicc, command, "--format", "json", path, *rest)
        return status, json.loads(out) if out.startswith("{") else {}

    def complain(self, path, text):
        self.count["disagreements"] += 1
        print("%s: %s" % (path, text))

    def design(self, path):
        status, text = run(self.nicc, "dump", "--stage", "model", path)
        if status:
            self.count["refused designs"] += 1
            return
        d = Design(text)
        self.count["designs"] += 1
        if d.uncovered:
            self.count["designs not covered"] += 1
            self.skipped.update(d.uncovered)
            return
        names = [*d.gateways, *d.servers, *(c + x for c in d.circuits for x in (".primary", ".secondary")), *d.routers]
        shown = {}
        for n in names + [s.name for s in all_subnets(d)]:
            status, out = self.query("routes", path, n)
            if status == NO_STABLE_STATE:
                self.count["designs without a stable state"] += 1
                if Routing(d).stable:
                    self.complain(path, "nicc finds no stable state, the tables do")
                return
            if status:
                self.complain(path, "nicc routes %s ends with status %d" % (n, status))
                return
            shown[n] = out["routes"]
        self.tables(path, d, shown, names)

    def tables(self, path, d, shown, names):
        hints, selected = collections.defaultdict(set), collections.defaultdict(set)
        for n, rows in shown.items():
            for r in rows:
                key, value = (n, px.prefix(r["prefix"])), (r["nextHop"], tuple(r["asPath"]))
                hints[key].add(value)
                if r["state"] == "Active":
                    selected[key].add(value)
        routing = Routing(d, hints, selected)
        if not routing.stable:
            self.complain(path, "the tables have no stable state, nicc shows one")
            return
        forwarding = Forwarding(routing)
        for n in names:
            self.table(path, n, node_rows(routing, n), [plain(r) for r in shown[n] if not of_gateway_subnet(d, n, r)])
        for n in [s.name for s in all_subnets(d)]:
            rows = forwarding.rows[n]
            mine = [subnet_row(d, n, r) for r in rows]
            if d.uncovered_packets & {"route to a host"}:
                mine, theirs = ([r for r in rows if r[1] != "User"] for rows in (mine, [plain(r) for r in shown[n]]))
            else:
                theirs = [plain(r) for r in shown[n]]
            self.table(path, n, mine, theirs)
        if d.uncovered_packets:
            self.count["designs with tables alone"] += 1
            self.skipped.update(d.uncovered_packets)
            return
        self.matrix(path, forwarding)
        self.traces(path, forwarding)

    def table(self, path, name, mine, theirs):
        self.count["tables"] += 1
        self.count["rows"] += len(theirs)
        mine, theirs = collections.Counter(mine), collections.Counter(theirs)
        if mine != theirs:
            self.complain(path, "%s" % name)
            for sign, rows in (("tables", mine - theirs), ("nicc  ", theirs - mine)):
                for r in sorted(rows):
                    print("    %s: %s" % (sign, " ".join(map(str, r))))

    def matrix(self, path, forwarding):
        status, out = self.query("matrix", path)
        if status:
            self.complain(path, "nicc matrix ends with status %d" % status)
            return
        names = out["endpoints"]
        for i, row in enumerate(names):
            for j, column in enumerate(names):
                if i != j and out["cells"][i][j] not in ("", None):
                    self.count["cells"] += 1
                    mine = forwarding.cell(row, column)
                    if mine != out["cells"][i][j]:
                        self.complain(path, "%s to %s: tables %s, nicc %s" % (row, column, mine, out["cells"][i][j]))

    def traces(self, path, forwarding):
        sites = [s for s in forwarding.d.sites.values() if s.hosts]
        for a, b in list(zip(sites, sites[1:] + sites[:1])):
            (x, source), (y, target) = (next(iter(s.hosts.items())) for s in (a, b))
            if a is b or source[0] != target[0]:
                continue
            status, out = self.query("trace", path, x, y)
            if status:
                self.complain(path, "nicc trace %s %s ends with status %d" % (x, y, status))
                continue
            for way, (s, at), (t, to) in (("forward", (a, source), (b, target)), ("return", (b, target), (a, source))):
                if not out[way]["hops"]:  # the request did not get there
                    continue
                self.count["paths"] += 1
                fault = follow(forwarding, s, at, t, to, out[way])
                if fault:
                    self.complain(path, "%s of trace %s %s: %s" % (way, x, y, fault))


def follow(forwarding, site, source, target, destination, shown):
    """Is the path that nicc shows one that the tables allow?"""
    start = next(s for s in site.subnets if any(px.holds(p, source) for p in s.prefixes))
    place, hops = ("subnet", start.name), [h["node"] for h in shown["hops"][1:]]
    if shown["delivered"]:
        hops = hops[:-1]
    for h in hops:
        if h in forwarding.d.sites and place[1] in forwarding.d.gateways:  # its GatewaySubnet, which has no place here
            continue
        if ("node", h) not in forwarding.steps(place, destination):
            return "%s leads to %s, not to %s" % (place[1], sorted(forwarding.steps(place, destination)), h)
        place = ("node", h)
    final = forwarding.steps(place, destination)
    if (("delivered", target.name) in final) != shown["delivered"] and len(final) == 1:
        return "%s: %s at %s" % ("delivered" if shown["delivered"] else "not delivered", sorted(final), place[1])
    return None


def plain(r):
    return (r["prefix"], r["source"], r["state"], r["nextHopType"], r["nextHop"], tuple(r["asPath"]))


def node_rows(routing, name):
    rows = []
    for p in routing.prefixes(name):
        best = routing.active(name, p)
        for r in routing.routes(name):
            if r.prefix == p:
                rows.append((px.text(p), {"Peer": "Network", "DefaultSite": "Static"}.get(r.source, r.source),
                             "Active" if r in best else "Invalid", *next_hop(routing, name, r), r.path))
    return rows


def of_gateway_subnet(d, name, r):
    """A row of the route table of a GatewaySubnet that lies in a range which the gateway cannot send to."""
    subnet = d.gateways[name].site.gateway_subnet if name in d.gateways else None
    written = d.tables[subnet.table].routes if subnet else {}
    space = [p for s in d.sites.values() for p in s.prefixes]
    p = px.prefix(r["prefix"])
    return subnet and r["nextHop"] == subnet.name and p in written and p not in space


def next_hop(routing, name, r):
    """The columns Next Hop Type and Next Hop."""
    node = routing.nodes[name]
    if r.source in ("Network", "Peer"):
        flags = routing.d.sites[r.neighbour].peers[node.site.name] if r.neighbour else None
        subnet = node.site.gateway_subnet
        written = subnet and r.prefix in routing.d.tables[subnet.table].routes
        if flags and flags.access and not written and node.kind == "expressroute" and not flags.uses and not flags.forwarded:  # F25
            return ("None", "")
        if subnet:  # F68: its table decides
            return ("VirtualNetwork", subnet.name)
        if flags and not flags.access:  # F26
            return ("None", "")
    return hop_type(routing, r), r.neighbour or ""


def hop_type(routing, r):
    own = {"Network": "VNetPeering" if r.neighbour else "VirtualNetwork", "Peer": "VNetPeering", "Connected": "Lan",
           "Aggregate": "None", "Default": "Internet"}
    kinds = {"router": "Router", "device": "CircuitDevice", "server": "RouteServer"}
    return own.get(r.source) or kinds.get(routing.nodes[r.neighbour].kind, "VirtualNetworkGateway")


def access(d, table, hop):
    site = next(s.site for s in all_subnets(d) if s.name == table)
    home = d.gateways[hop].site.name
    return home == site.name or site.peers[home].access


def all_subnets(d):
    """Those that have a table: the platform's own subnets have none that could be shown."""
    return [s for site in d.sites.values() for s in site.subnets if s.kind not in ("GatewaySubnet", "RouteServerSubnet")]


def subnet_row(d, table, r):
    source = {"user": "User", "system": "Default", "service": "Default", "learned": "VirtualNetworkGateway"}[r.kind]
    kind, hop = r.type, r.hop
    if r.kind == "user":
        words = {"unused": "VirtualAppliance", "none": "None", "internet": "Internet", "vnet": "VirtualNetwork"}
        kind = words.get(r.type) or ("VirtualNetworkGateway" if hop in d.gateways else "Router")
        hop = "" if r.type in words else hop
    elif kind == "Router":
        source = "Router"
    elif kind == "Lan":
        source = "Connected"
    elif r.kind == "learned" and not access(d, table, hop):  # F26: shown as it ends
        hop = ""
    elif kind == "VNetPeering" and not r.path[0]:  # F26: shown as it ends
        kind, hop = "None", ""
    path = r.path if r.kind == "learned" else ()
    return (px.text(r.prefix), source, "Active" if r.active else "Invalid", kind, hop, path)


def random_designs(oracle, count, seed, families, folder):
    _, text = run(oracle, "--print", "--count", count, "--seed", seed, "--only", families)
    for i, part in enumerate(text.split("# seed ")[1:]):
        path = os.path.join(folder, "design-%s-%d.ni" % (seed, i))
        with open(path, "w", encoding="utf-8") as f:
            f.write("# seed " + part)
        yield path


def main(arguments):
    comparison = Comparison(arguments[0])
    if arguments[1] == "--oracle":
        with tempfile.TemporaryDirectory() as folder:
            for path in random_designs(*arguments[2:6], os.environ.get("KEEP", folder)):
                comparison.design(path)
    else:
        for path in arguments[1:]:
            comparison.design(path)
    counts, skipped = comparison.count, comparison.skipped
    print(", ".join("%d %s" % (counts[k], k) for k in
                    ("designs", "refused designs", "designs not covered", "designs with tables alone",
                     "designs without a stable state", "tables", "rows", "cells", "paths", "disagreements")))
    if skipped:
        print("not covered: " + ", ".join("%s %d" % kv for kv in sorted(skipped.items())))
    return 1 if counts["disagreements"] else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
