design kinds "one claim of each kind, and what each rests on";

site vnet hub {
    prefix  10.1.0.0/16;
    host    vm 10.1.0.4;
    gateway vpn          vpn-gw { asn 65515; }
    gateway expressroute er-gw;
}
site vnet spoke  { prefix 10.2.0.0/16; host web 10.2.0.4; }
site vnet branch { prefix 10.3.0.0/16; gateway vpn vpn-gw { asn 65516; } }

site onprem office { prefix 10.9.0.0/16; host pc 10.9.0.20; router ce { asn 65010; } }
site onprem plant  { prefix 10.8.0.0/16; router ce { asn 65020; } }
site onprem depot  { prefix 10.7.0.0/16; router ce; }

circuit er1;
circuit er2;

peering hub <-> spoke {
    hub   { allow-gateway-transit; }
    spoke { use-remote-gateways; }
}

connect hub.vpn-gw <-> branch.vpn-gw;
connect hub.er-gw  <-> er1;
connect hub.er-gw  <-> er2;
connect office.ce  <-> er1 { office.ce { local-preference 200; } }
connect office.ce  <-> hub.vpn-gw;
connect plant.ce   <-> er2;
connect depot.ce   <-> hub.vpn-gw {
    hub.vpn-gw { static 10.7.0.0/16; }
    depot.ce   { static 10.1.0.0/16; }
}

claim can-reach:       office can reach spoke;
claim can-reach-one:   office can reach spoke under any 1 failure;
claim can-reach-both:  office can reach spoke under any 1 failure of circuits;
claim can-reach-via:   office can reach spoke via er1, hub.er-gw;
claim can-send:        hub can send to depot;
claim cannot-reach:    branch cannot reach plant under any 2 failures;
claim one-way:         spoke cannot reach depot;
claim cannot-send:     plant cannot send to depot;
claim isolated:        office and plant are isolated under any 2 failures;
claim only-via:        branch reaches spoke only via hub.vpn-gw;
claim symmetric:       office and hub are symmetric;
claim path:            path from office to spoke is office.ce, er1, hub.er-gw;
claim learns:          office.ce learns 10.2.0.0/16 from er1.primary;
claim not-learns:      plant.ce does not learn 10.9.0.0/16;
claim not-learns-from: plant.ce does not learn 10.9.0.0/16 from er2.primary;
claim never-learns:    plant.ce does not learn 172.16.0.0/12;
claim not-from-there:  office.ce does not learn 10.2.0.0/16 from plant.ce;
claim selects:         office.ce selects 10.2.0.0/16 from er1.primary, er1.secondary;
claim advertises:      hub.er-gw advertises 10.2.0.0/16 to er1.primary;
claim not-advertises:  hub.er-gw does not advertise 10.3.0.0/16 to er1.primary;
claim not-known:       branch.vpn-gw does not advertise 10.8.0.0/16 to hub.vpn-gw;
claim when-down:       branch cannot reach office when office.ce<->hub.vpn-gw down;
claim vacuous:         path from branch to plant is direct;

matrix who { columns hub plant; office Y N; }
