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
claim a: hub can reach office on tcp 443;
claim b: hub cannot reach office on udp 53, icmp;
claim c: hub and office are symmetric on tcp 80 at device;
claim d: hub reaches office on tcp 22 only via er1;
claim e: path from hub to office on icmp is hub.er-gw, er1, office.ce;
