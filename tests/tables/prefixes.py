"""Prefixes and addresses as plain tuples: (version, first address, length)."""
import ipaddress
from functools import lru_cache

BITS = {4: 32, 6: 128}


@lru_cache(maxsize=None)
def prefix(text):
    net = ipaddress.ip_network(text)
    return (net.version, int(net.network_address), net.prefixlen)


@lru_cache(maxsize=None)
def address(text):
    a = ipaddress.ip_address(text)
    return (a.version, int(a))


@lru_cache(maxsize=None)
def text(p):
    make = ipaddress.IPv4Address if p[0] == 4 else ipaddress.IPv6Address
    return "%s/%d" % (make(p[1]), p[2])


def address_text(a):
    return text((a[0], a[1], BITS[a[0]])).split("/")[0]


def covers(p, q):
    """q is p or lies inside p."""
    shift = BITS[p[0]] - p[2]
    return p[0] == q[0] and p[2] <= q[2] and p[1] >> shift == q[1] >> shift


def holds(p, a):
    shift = BITS[p[0]] - p[2]
    return p[0] == a[0] and p[1] >> shift == a[1] >> shift


def overlap(p, q):
    return covers(p, q) or covers(q, p)


def inside_any(q, ranges):
    return any(covers(p, q) for p in ranges)


def end(p):
    """The first address behind the prefix, as a number."""
    return p[1] + (1 << (BITS[p[0]] - p[2]))


DEFAULTS = {prefix("0.0.0.0/0"), prefix("::/0")}
# F2: the ranges that a VNet's system routes drop.
RESERVED = [prefix(t) for t in ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10")]
