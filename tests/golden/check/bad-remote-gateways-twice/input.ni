site vnet hub {
    prefix 10.10.0.0/24;
    host vm 10.10.0.4;
    gateway vpn vpn-gw { asn 65010; }
    gateway expressroute er-gw;
}
site vnet spoke { prefix 10.11.0.0/24; host vm 10.11.0.4; }
site vnet hub2 { prefix 10.20.0.0/24; gateway vpn gw; }
peering hub <-> spoke {
    hub   { allow-gateway-transit; }
    spoke { use-remote-gateways; }
}
peering hub2 <-> spoke {
    hub2  { allow-gateway-transit; }
    spoke { use-remote-gateways; }
}
