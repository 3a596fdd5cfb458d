site vnet hub {
    prefix 10.10.0.0/24;
    host vm 10.10.0.4;
    gateway vpn vpn-gw { asn 65010; }
    gateway expressroute er-gw;
}
site vnet spoke { prefix 10.11.0.0/24; host vm 10.11.0.4; }
site onprem office { prefix 10.2.0.0/24; host pc 10.2.0.10; router ce { asn 65021; } }
circuit er1;
connect hub.er-gw <-> er1;
connect office.ce <-> er1;
claim a: 10.99.0.4 can reach hub;
claim b: 10.0.0.0/8 can reach office;
claim c: { hub, 192.168.7.0/24 } cannot reach office;
claim d: hub cannot reach 10.99.0.4;
claim e: 10.10.0.0/25 can reach office;
