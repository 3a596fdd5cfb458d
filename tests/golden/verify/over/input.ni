# Equal-cost ways: each branch passes exactly one of the places, and each place is passed by some branch.
site vnet hub { prefix 10.1.0.0/16; prefix fd00:1::/48; host vm 10.1.0.4; gateway expressroute er-gw; }
site vnet spoke { prefix 10.2.0.0/16; tag prod; }
site onprem office { prefix 10.9.0.0/16; prefix fd00:9::/48; host pc 10.9.0.20; router ce { asn 65010; } }
circuit er1;
circuit er2;
peering hub <-> spoke { hub { allow-gateway-transit; } spoke { use-remote-gateways; } }
connect hub.er-gw <-> er1;
connect hub.er-gw <-> er2;
connect office.ce <-> er1;
connect office.ce <-> er2;
group clouds = hub, spoke;
group prod = tagged prod;

claim both-circuits:    office can reach clouds over er1, er2;
claim all-devices:      prod can reach office over er1.primary, er1.secondary, er2.primary, er2.secondary;
claim six:              fd00:9::/48 can reach fd00:1::/48 over er1, er2;
claim two-lists:        office can reach hub over er1, er2 over er1.primary, er1.secondary, er2 over hub.er-gw;
claim devices-fail:     { hub, 10.2.0.0/16 } can send to office over er1, er2 under any 1 failure;
claim one-stays:        office can reach hub over er1, er2 when er2 down;
claim both-must-last:   office can reach hub over er1, er2 under any 1 failure of circuits;
claim one-of-two:       office can reach hub over er1;
claim one-alone:        office can reach hub over er1 when er2 down;
claim too-many:         office can reach hub over er1, office.ce;
claim one-in-the-other: office can reach hub over er1, er1.primary, er2;
claim none-of-three:    hub can reach spoke over er1, er2, office;
claim nothing-arrives:  office can reach hub over er1, er2 when er1, er2 down;
