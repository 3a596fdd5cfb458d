# What a GatewaySubnet's route table cannot have, and what has no effect or covers the platform's own ranges.
site vnet hub {
    prefix 10.1.0.0/16;
    gateway vpn gw;
    subnet GatewaySubnet 10.1.255.0/27 { route-table rt; }
    subnet RouteServerSubnet 10.1.255.64/27 { route-table other; }
    route-table rt {
        gateway-propagation off;
        route 0.0.0.0/0 -> none;
        route 10.1.0.0/24 -> gateway;
        route 10.1.255.0/24 -> none;
        route 10.1.255.64/27 -> vnet;
        route 192.168.0.0/16 -> none;
    }
    route-table other { route 10.2.0.0/16 -> none; }
}
