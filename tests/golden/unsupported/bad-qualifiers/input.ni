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
claim a: hub can reach office via er1 both-ways;
claim b: hub can reach office over er1.primary, er1.secondary;
claim c: hub can reach office uninspected;
claim d: hub can reach office within 80ms;
claim e: hub can reach office via er1 via office.ce;
