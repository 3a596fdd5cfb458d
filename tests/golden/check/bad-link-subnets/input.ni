# In a site with links and subnets of some routers, next hops and neighbours lie in the same subnet (F126).
site onprem campus {
    prefix 10.9.0.0/16;
    subnet a 10.9.1.0/24 { router r1; route-table t; }
    subnet b 10.9.2.0/24 { router r2; }
    router r1 { asn 65010; address 10.9.1.1; }
    router r2 { asn 65010; address 10.9.2.1; }
    link r1 <-> r2;
    appliance far  10.9.2.4 { asn 65100; }
    appliance near 10.9.1.4;
    route-table t {
        route 10.1.0.0/16 -> appliance far;
        route 10.2.0.0/16 -> appliance near;
        route 10.3.0.0/16 -> address 10.9.2.1;
        route 10.4.0.0/16 -> address 10.9.1.1;
    }
}
site vnet hub { prefix 10.5.0.0/16; gateway vpn gw; }
connect campus.far <-> campus.r1;
connect campus.r1 <-> hub.gw { campus.r1 { next-hop 10.9.2.4; } }
connect campus.r2 <-> hub.gw { campus.r2 { next-hop 10.9.2.1; } }
