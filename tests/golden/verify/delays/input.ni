# Delays add up along a branch; the slowest branch counts.
site vnet hub { prefix 10.1.0.0/16; prefix fd00:1::/48; host vm 10.1.0.4; gateway vpn vpn-gw { asn 65515; } gateway expressroute er-gw; }
site onprem office { prefix 10.9.0.0/16; prefix fd00:9::/48; host pc 10.9.0.20; router ce { asn 65010; } }
site onprem plant {
    prefix 10.8.0.0/16;
    subnet hall 10.8.1.0/24 { router r1; }
    subnet yard 10.8.2.0/24 { router r2; host cam 10.8.2.9; }
    router r1 { asn 65020; }
    router r2 { asn 65020; }
    link r1 <-> r2 { cost 10; delay 1.5ms; }
}
circuit er1;
circuit er2;
connect hub.er-gw <-> er1 { delay 35ms; }
connect hub.er-gw <-> er2 { delay 36ms; }
connect office.ce <-> er1 { delay 2500us; }
connect office.ce <-> er2.primary { delay 2ms; }
connect office.ce <-> er2.secondary { delay 2.25ms; }
connect plant.r1 <-> hub.vpn-gw { delay 1s; }
connect er1 <-> er2;

claim slowest:       office can reach hub within 38.25ms;
claim either-way:    hub can reach office within 38250us under any 2 failures;
claim no-less:       office can reach hub within 38.249ms;
claim er1-alone:     office can reach hub within 37.5ms when er2 down;
claim no-less-er1:   office can reach hub within 37ms when er2 down;
claim lowest-counts: office can reach hub within 1s within 38ms within 40ms;
claim with-more:     office can reach hub via er1 or er2 within 38.25ms within 4 hops avoiding plant under any 1 failure;
claim six:           fd00:9::/48 can send to fd00:1::/48 within 38.25ms;
claim six-less:      fd00:9::/48 can send to fd00:1::/48 within 800us;
claim inside:        plant.hall can reach plant.yard within 1.5ms;
claim inside-less:   plant.hall can reach plant.yard within 1499us;
claim far:           hub can reach plant.yard within 1001.5ms;
claim far-less:      hub can reach plant.yard within 1s;
claim cut-off:       office can reach hub within 1s when er1, er2 down;
claim nothing-crossed: hub.vm can reach 10.1.7.7 within 0ms;
