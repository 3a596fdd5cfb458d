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
claim itself:     hub can reach hub;
claim subnets:    hub.a can reach hub.b;
claim inside:     hub can reach hub.vm;
group one = spoke;
claim group:      one and one are isolated;
group prod = tagged prod;
group near = tagged prd;
group nobody = tagged nobody;
group most = prod, nobody;
claim empty:      nobody can reach hub;
claim not-empty:  most can reach hub;
matrix m { columns hub near; hub Y N; near N S; }
