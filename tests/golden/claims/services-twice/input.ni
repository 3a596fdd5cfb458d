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
claim same:     hub can reach spoke on tcp 80, tcp 80;
claim inside:   hub can reach spoke on tcp, tcp 443;
claim ranges:   hub cannot reach spoke on udp 100-200, icmp, udp 200-300;
claim any:      hub can send to spoke on icmp, any;
claim apart:    hub can reach spoke on tcp 80, udp 80, tcp 81-90, icmp;
