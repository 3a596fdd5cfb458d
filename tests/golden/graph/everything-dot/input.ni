design everything "all that a \"topology\" <can> hold & #more";
site vnet hub {
    region east-us;
    prefix 10.0.0.0/16, 10.100.0.0/16;
    subnet AzureFirewallSubnet 10.0.0.0/26;
    subnet GatewaySubnet       10.0.1.0/27;
    subnet RouteServerSubnet   10.0.2.0/27;
    subnet a                   10.0.3.0/24;
    subnet b                   10.0.4.0/24;
    subnet c                   10.0.5.0/24;
    subnet d                   10.0.6.0/24, 10.0.7.0/24;
    subnet e                   10.0.8.0/24;
    gateway vpn          vpn-gw { active-active; }
    gateway expressroute er-gw;
    route-server rs { branch-to-branch; }
    appliance fw-a 10.0.3.4 { asn 65100; }
    appliance fw-b 10.0.3.5;
    load-balancer front 10.0.3.10 { backend fw-a, fw-b; }
}
site vnet spoke { prefix 10.2.0.0/16; host vm 10.2.0.4; }
site vnet lone  { prefix 10.3.0.0/16; }
site onprem plant {
    prefix 192.168.0.0/16;
    router r1 { asn 65010; }
    router r2 { asn 65010; }
    link   r1 <-> r2 { cost 10; }
}
site onprem office { prefix 172.16.0.0/16; router r { asn 65020; } }
circuit er1;
circuit er2 { location "north"; }
peering hub <-> spoke { hub { allow-gateway-transit; } spoke { use-remote-gateways; } }
peering hub -> lone { }
connect hub.er-gw  <-> er1;
connect plant.r1   <-> er1;
connect office.r   <-> er2.primary;
connect er1        <-> er2;
connect plant.r2   <-> hub.vpn-gw backup { static; plant.r2 { static 10.0.0.0/16; } hub.vpn-gw { static 192.168.0.0/16; } }
connect plant.r2   <-> office.r { down; }
connect hub.fw-a   <-> hub.rs;
