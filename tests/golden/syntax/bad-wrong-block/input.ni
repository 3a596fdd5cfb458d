peering hub <-> spoke { allow-gateway-transit; }
peering hub <-> branch {
    allow-vnet-access off;
    allow-vnet-acess off;
    hub { use-remote-gateways; }
}
connect dc.ce <-> hub.vpn-gw {
    bgp;
    prepend 2;
    prependd 2;
    advertise 10.0.0.0/8, own
    policy in p;
    dwon;
}
