site vnet hub {
    prefix 10.10.0.0/24;
    subnet a 10.10.0.0/26 { host vm 10.10.0.4; }
    subnet b 10.10.0.64/26 { host db 10.10.0.70; }
    appliance fw 10.10.0.5;
    gateway vpn vpn-gw { asn 65010; }
    gateway expressroute er-gw;
    route-server rs;
}
site vnet spoke { prefix 10.11.0.0/24; host vm 10.11.0.4; tag prod; }
site onprem office { prefix 10.2.0.0/24; host pc 10.2.0.10; router ce { asn 65021; } }
circuit er1;
circuit er2;
peering hub <-> spoke { hub { allow-gateway-transit; } spoke { use-remote-gateways; } }
connect hub.er-gw <-> er1;
connect office.ce <-> er1;
connect office.ce <-> hub.vpn-gw backup { down; }
claim server:   spoke can reach office via hub.rs;
claim circuit:  spoke can reach office via er2;
claim device:   spoke can reach office avoiding er2.primary;
claim gateway:  spoke can reach office via hub.er-gw or hub.vpn-gw;
claim link:     office reaches hub only via backup or hub.er-gw;
claim by-claim: office reaches hub only via er1.primary or er1.secondary when er1.primary down;
claim is:       path from spoke to office is hub.er-gw, er2, office.ce;
claim fine:     spoke can reach office via hub.er-gw, er1, office.ce;
claim test:     spoke can reach office via er2 { expect refuted; }
