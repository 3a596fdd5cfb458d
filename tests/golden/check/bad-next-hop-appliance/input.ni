# An appliance that is nowhere near: half a peering, two peerings away, on-premises; and one that is its own next hop.
site vnet hub {
    prefix 10.1.0.0/16;
    appliance nva 10.1.9.4;
    subnet dmz 10.1.9.0/24 { route-table loop; }
    subnet GatewaySubnet 10.1.255.0/27 { security-group sg; }
    route-table loop { route 0.0.0.0/0 -> appliance nva; }
    security-group sg { inbound { 100 allow any; } }
}
site vnet near { prefix 10.2.0.0/16; }
site vnet far { prefix 10.3.0.0/16; subnet a 10.3.0.0/24 { route-table rt; } route-table rt { route 0.0.0.0/0 -> appliance hub.nva; } }
site vnet half { prefix 10.4.0.0/16; subnet a 10.4.0.0/24 { route-table rt; } route-table rt { route 0.0.0.0/0 -> appliance hub.nva; } }
peering hub <-> near;
peering near <-> far;
peering half -> hub;
site onprem dc {
    prefix 10.5.0.0/16;
    appliance fw 10.5.0.4;
    subnet a 10.5.0.0/24 { route-table rt; }
    route-table rt { route 10.1.0.0/16 -> appliance hub.nva; route 0.0.0.0/0 -> appliance fw; }
}
