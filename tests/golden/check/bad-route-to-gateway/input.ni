# No gateway, an ExpressRoute gateway alone, both (own and of a peer), and on-premises.
site vnet lone { prefix 10.1.0.0/16; subnet a 10.1.0.0/24 { route-table rt; } route-table rt { route 0.0.0.0/0 -> gateway; } }
site vnet er { prefix 10.2.0.0/16; gateway expressroute gw; subnet a 10.2.0.0/24 { route-table rt; } route-table rt { route 0.0.0.0/0 -> gateway; } }
site vnet both {
    prefix 10.3.0.0/16;
    gateway expressroute er-gw;
    gateway vpn vpn-gw;
    subnet a 10.3.0.0/24 { route-table rt; }
    route-table rt { route 0.0.0.0/0 -> gateway; }
}
site vnet spoke { prefix 10.4.0.0/16; subnet a 10.4.0.0/24 { route-table rt; } route-table rt { route 0.0.0.0/0 -> gateway; } }
peering both <-> spoke { both { allow-gateway-transit; } spoke { use-remote-gateways; } }
site onprem dc { prefix 10.5.0.0/16; subnet a 10.5.0.0/24 { route-table rt; } route-table rt { route 0.0.0.0/0 -> gateway; } }
