site vnet hub    { prefix 10.1.0.0/16; host vm 10.1.0.4; host db 10.1.0.5; gateway vpn gw; }
site vnet spoke  { prefix 10.2.0.0/16; host web 10.2.0.4; }
site vnet other  { prefix 10.3.0.0/16; }
site onprem office { prefix 10.9.0.0/16; host pc 10.9.0.20; router ce { asn 65010; } router c2 { asn 65010; } }
peering hub <-> spoke { hub { allow-gateway-transit; } spoke { use-remote-gateways; } }
peering hub <-> other;
connect office.ce <-> hub.gw;
connect office.c2 <-> hub.gw;
group spokes = spoke, other;
claim can:        office can reach spokes on tcp 80-90;
claim cannot:     { office.pc, hub } cannot reach spoke on tcp 85, icmp;
claim not-port:   office cannot reach spoke on tcp 91;
claim cannot-x:   spoke and office are isolated under any 1 failure;
claim sends:      hub can send to spoke;
claim no-reply:   hub cannot reach spoke;
claim no-send:    hub cannot send to spoke.web;
claim one:        hub can reach other under any 1 failure of tunnels;
claim when-down:  hub cannot reach other when office.ce<->hub.gw, office.c2<->hub.gw down;
claim when-one:   other cannot reach hub when office.ce<->hub.gw down;
claim and-one:    other can reach hub under any 1 failure;
claim test:       hub cannot reach spoke { expect refuted; }
claim learns:     office.ce learns 10.1.0.0/16 from hub.gw;
claim not-learns: office.ce does not learn 10.1.0.0/16;
claim not-c2:     office.ce does not learn 10.1.0.0/16 from office.c2;
claim routes:     spoke routes 10.9.0.0/16 to gateway;
claim no-route:   spoke does not route 10.9.0.0/16 when hub.gw down;
claim no-route-2: spoke does not route 10.9.0.0/16;
matrix who {
    columns hub spoke other;
    hub     .   N     Y;
    spoke   Y   .     N;
}
matrix again {
    columns spoke other;
    hub     Y     Y;
    spoke   .     Y;
}
