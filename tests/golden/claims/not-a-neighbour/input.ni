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
claim a: hub.vpn-gw does not learn 10.2.0.0/24 from office.ce;
claim b: office.ce does not advertise 10.2.0.0/24 to hub.er-gw;
claim c: er1.primary does not advertise 10.2.0.0/24 to office.ce;
claim d: hub.er-gw selects 10.2.0.0/24 from er1.primary, office.ce { expect refuted; }
