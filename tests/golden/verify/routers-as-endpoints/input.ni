# A router as an endpoint: packets start at its table, and are sent to each of its addresses.
design routers "routers as endpoints";
site vnet hub {
    prefix 10.1.0.0/16;
    prefix fd00:1::/48;
    host vm 10.1.0.4;
    gateway vpn vpn-gw { asn 65515; }
}
site onprem office {
    prefix 10.9.0.0/16;
    prefix fd00:9::/48;
    host   pc 10.9.0.20;
    router ce { asn 65010; address 10.9.0.3, 192.168.9.0; default-route; }
    router cf { asn 65010; address 10.9.0.2, fd00:9::2; }
}
site onprem plant {
    prefix 10.8.0.0/16;
    tag    far;
    subnet hall 10.8.1.0/24 { router r1; }
    subnet yard 10.8.2.0/24 { router r2; }
    router r1 { asn 65020; address 10.8.1.1; }
    router r2 { asn 65020; address 10.8.2.1; }
    link r1 <-> r2 { delay 1ms; }
}
site onprem loop { prefix 10.7.7.7/32; router edge { asn 65030; address 10.7.7.7; } }
connect office.ce <-> hub.vpn-gw { delay 5ms; }
connect office.cf <-> hub.vpn-gw { office.cf { prepend 2; } }
connect plant.r1 <-> hub.vpn-gw;
connect loop.edge <-> hub.vpn-gw;
group edges = office.cf, plant.r2;

claim from-router:     office.cf can reach hub;
claim to-router:       hub can reach office.cf under any 1 failure;
claim by-group:        edges can reach hub;
claim to-a-list:       hub can reach { office.cf, plant.r1, plant.r2 };
claim to-ipv6:         fd00:1::/48 can reach office.cf;
claim by-ipv6:         fd00:1::/48 can reach fd00:9::2;
claim link-address:    hub can reach office.ce;
claim from-link:       office.ce can reach hub;
claim by-address:      10.9.0.3 can reach hub;
claim unannounced:     hub cannot reach 192.168.9.0 under any 2 failures;
claim other-link:      10.9.0.3 can reach 192.168.9.0;
claim in-the-lan:      office can reach { office.ce, office.cf };
claim to-neighbour:    office.ce can reach office.cf;
claim its-way:         path from hub to office.cf is hub.vpn-gw, office.ce;
claim its-way-out:     path from office.cf to hub is hub.vpn-gw;
claim other-way-back:  hub and office.cf are symmetric;
claim same-site-back:  hub and office.cf are symmetric at site;
claim along-the-link:  hub can reach plant.r2 via plant.r1, plant.r1<->plant.r2, plant within 1ms within 3 hops;
claim not-yard:        hub can reach plant.r2 avoiding plant.r1;
claim only-by-link:    hub reaches plant.r2 only via plant.r1<->plant.r2;
claim isolated:        plant.r2 and office.pc are isolated;
claim router-is-down:  hub can reach office.cf when office.cf down;
claim site-without-it: hub can reach office when office.cf down;
claim a-site-of-one:   hub can reach loop;
claim and-its-router:  loop.edge can reach hub;
claim its-exit:        office.ce can send to internet;
claim by-that-exit:    office.cf can send to internet;
claim prefix-of-links: hub cannot send to 192.168.0.0/16;
claim a-whole-prefix:  office.pc can reach 192.168.9.0/31;
matrix m { columns hub office.cf plant.r2; office.cf Y . N; 10.9.0.3 Y Y N; }
