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
claim avoided:    spoke can reach office via er1 avoiding er1;
claim half:       spoke can reach office via er1 avoiding er1.primary;
claim devices:    spoke can reach office via er1.primary or er1.secondary avoiding er1;
claim one-left:   spoke can reach office via er1 or hub.er-gw avoiding er1;
claim inspected:  spoke can reach office via hub.fw uninspected;
claim second:     spoke can reach office via hub.er-gw, hub.fw uninspected avoiding er2.primary;
claim end:        spoke can reach office avoiding spoke;
claim end-site:   { spoke, hub } can reach office avoiding hub;
claim end-router: spoke can send to office avoiding office.ce;
claim zero:       spoke can reach office within 0 hops;
claim test:       spoke can reach office via er1 avoiding er1 within 0 hops { expect refuted; }
matrix m {
    key V = via er1 avoiding er1;
    key Z = within 0 hops;
    columns spoke office;
    spoke   .     V;
    office  Z     .;
}
