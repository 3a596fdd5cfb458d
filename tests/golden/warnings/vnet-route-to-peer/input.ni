# `vnet` is the VNet of the route table: it does not lead to a peer, and what the platform does then is not documented. A
# wider prefix does no harm, since the peering's own route is longer.
site vnet hub   { prefix 10.1.0.0/16; subnet a 10.1.1.0/24 { route-table rt; } route-table rt {
    route 10.1.2.0/24, 10.2.3.0/24 -> vnet;
    route 10.3.0.0/16 -> vnet;
    route 10.0.0.0/8 -> vnet;
} }
site vnet spoke { prefix 10.2.0.0/16; }
site vnet far   { prefix 10.3.0.0/16; }
peering hub <-> spoke;
peering spoke <-> far;
