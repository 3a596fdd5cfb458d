# Nobody has the address: inside the VNet, inside a peer, in a VNet that is no peer, with half a peering, on-premises.
site vnet hub {
    prefix 10.1.0.0/16;
    subnet a 10.1.0.0/24 { route-table rt; }
    route-table rt {
        route 10.9.1.0/24 -> address 10.1.0.9;
        route 10.9.2.0/24 -> address 10.2.0.9;
        route 10.9.3.0/24 -> address 10.3.0.4;
        route 10.9.4.0/24 -> address 10.4.0.4;
    }
}
site vnet spoke { prefix 10.2.0.0/16; }
site vnet far { prefix 10.3.0.0/16; host vm 10.3.0.4; }
site vnet half { prefix 10.4.0.0/16; host vm 10.4.0.4; }
peering hub <-> spoke;
peering hub -> half;
site onprem dc {
    prefix 192.168.0.0/16;
    router ce { address 192.168.0.1; }
    subnet floor 192.168.1.0/24 { route-table rt; }
    route-table rt { route 0.0.0.0/0 -> address 192.168.0.2; route 10.0.0.0/8 -> address 192.168.0.1; }
}
