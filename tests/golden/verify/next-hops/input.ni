# Next hops that speakers set: a load balancer, another appliance, a Route Server, a router (F89, F139).
site vnet hub {
    prefix 10.1.0.0/16;
    subnet RouteServerSubnet 10.1.0.0/26;
    subnet nva               10.1.1.0/24;
    subnet servers           10.1.2.0/24;
    route-server rs { address 10.1.0.4, 10.1.0.5; }
    appliance a 10.1.1.4 { asn 65100; originate 10.20.0.0/16; }
    appliance b 10.1.1.5 { asn 65100; originate 10.30.0.0/16; }
    load-balancer front 10.1.1.10 { backend a, b; }
}
connect hub.a <-> hub.rs { hub.a { next-hop 10.1.1.10; } }
connect hub.b <-> hub.rs { hub.b { next-hop 10.1.1.4; } }
site onprem office {
    prefix 10.9.0.0/16;
    router r1 { asn 65010; address 10.9.0.1; }
    router r2 { asn 65010; address 10.9.0.2; }
}
site onprem plant { prefix 10.8.0.0/16; router r { asn 65011; } }
connect office.r1 <-> plant.r wan { office.r1 { next-hop 10.9.0.2; } }
claim too-far:   plant can reach office;
