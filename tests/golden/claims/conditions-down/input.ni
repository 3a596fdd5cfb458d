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
claim down-declared: hub can reach office when backup down;
claim down-twice:    hub can reach spoke when er1 down and when er1 down;
claim down-inside:   hub can reach spoke when er1, er1.primary down;
claim down-both:     hub can reach office when er1.primary down and when backup, er1.secondary down;
claim end-is-down:   hub can reach office when office down;
claim end-of-two:    { hub, spoke } cannot reach office when hub down;
claim end-is-fw:     office cannot reach hub.fw when hub.fw down;
claim table-is-down: office.ce learns 10.10.0.0/26 when office.ce down { expect refuted; }
claim not-an-end:    office cannot reach hub when hub.er-gw down;
matrix m when hub, hub.er-gw down {
    columns hub spoke office;
    hub     .   Y     Y;
    spoke   N   .     N;
}
