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
claim a: hub can reach ofice;
claim b: hub can reach office via hub.er-gv;
claim c: hub.er-gw learns 10.2.0.0/24 from er1.primry;
claim d: er1.prim learns 10.2.0.0/24;
claim e: hub can reach office when er2 down;
claim f: hub can reach office avoiding hub<->spoky;
matrix m { columns hub nowhere; hub . Y; offise Y Y; }
