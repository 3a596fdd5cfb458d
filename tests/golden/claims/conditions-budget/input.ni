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
claim zero:      hub can reach office under any 0 failures;
claim one:       hub can reach office under any 1 failure of circuits;
claim all:       hub cannot reach office under any 2 failures of circuits;
claim too-many:  hub cannot reach office under any 3 failures of circuits;
claim inside:    hub cannot reach office under any 1 failure of gateways;
claim elsewhere: spoke can reach hub under any 5 failures of routers, circuits;
claim none:      hub can reach office under any 1 failure of tunnels;
claim peerings:  hub can reach spoke under any 2 failures of peerings;
claim two:       hub cannot reach office under any 1 failure of circuits and under any 9 failures of devices;
matrix m under any 4 failures of circuits {
    columns hub spoke office;
    hub     .   Y     N;
}
