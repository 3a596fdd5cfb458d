site vnet hub {
    prefix 10.10.0.0/24;
    host vm 10.10.0.4;
    gateway vpn vpn-gw { asn 65010; }
    gateway expressroute er-gw;
}
site vnet spoke { prefix 10.11.0.0/24; gateway vpn gw { asn 65011; } }
peering hub <-> spoke {
    hub   { allow-gateway-transit; }
    spoke { use-remote-gateways; }
}
