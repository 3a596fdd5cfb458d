# Claims about the routes of every kind of table: appliances, Route Servers, subnets, gateways, circuit devices.
site vnet hub {
    prefix 10.1.0.0/16;
    subnet GatewaySubnet 10.1.255.0/24;
    subnet RouteServerSubnet 10.1.254.0/24;
    subnet nva 10.1.1.0/24;
    subnet web 10.1.2.0/24 { host vm 10.1.2.4; }
    subnet off 10.1.3.0/24 { host vm2 10.1.3.4; route-table noprop; }
    route-table noprop { gateway-propagation off; route 10.50.0.0/16 -> none; }
    gateway vpn gw { asn 65515; active-active; }
    route-server rs { branch-to-branch; }
    appliance fw 10.1.1.4 { asn 65020; originate 10.50.0.0/16; }
}
site vnet spoke { prefix 10.2.0.0/16; }
site onprem office { prefix 10.9.0.0/16; router ce { asn 65010; } }
circuit er;
peering hub <-> spoke { hub { allow-gateway-transit; } spoke { use-remote-gateways; } }
connect office.ce <-> hub.gw { bgp; }
connect office.ce <-> er;
connect hub.fw <-> hub.rs;
claim l1: hub.fw learns 10.9.0.0/16 from hub.rs with as-path 65515 65010;
claim l2: hub.rs learns 10.50.0.0/16 from hub.fw with as-path 65020;
claim l3: hub.web learns 10.50.0.0/16 from hub.rs;
claim l4: hub.off does not learn 10.50.0.0/16 from hub.rs;
claim l5: hub.off learns 10.50.0.0/16;
claim l6: hub.rs learns 10.9.0.0/16 from hub.gw;
claim l7: spoke learns 10.9.0.0/16 from hub.gw;
claim l8: hub.web learns 10.1.0.0/16;
claim l9: er.primary learns 10.9.0.0/16 from office.ce with as-path 65010;
claim l10: hub.gw learns 10.50.0.0/16 from hub.rs with as-path 65020;
claim s1: hub.web selects 10.50.0.0/16 from hub.rs;
claim s2: hub.fw selects 10.9.0.0/16 from hub.rs;
claim s3: hub.rs selects 10.50.0.0/16 from hub.fw;
claim s4: spoke selects 10.9.0.0/16 from hub.gw;
claim s5: office.ce selects 10.50.0.0/16 from hub.gw;
claim a1: hub.fw advertises 10.50.0.0/16 to hub.rs;
claim a2: hub.rs advertises 10.9.0.0/16 to hub.fw;
claim a4: hub.rs advertises 10.50.0.0/16 to hub;
claim a5: hub.gw advertises 10.50.0.0/16 to office.ce;
claim a6: hub.rs does not advertise 10.50.0.0/16 to hub.fw;
claim r1: hub.web routes 10.50.0.0/16 to gateway;
claim r2: hub.web routes 10.50.0.0/16 through hub.fw;
claim r3: hub.off routes 10.50.0.0/16 to none;
claim r4: hub.rs routes 10.50.0.0/16 to address 10.1.1.4;
claim r5: hub.fw does not route 10.9.0.0/16;
claim r6: hub.web routes 10.9.0.0/16 to gateway;
claim r7: er.primary routes 10.9.0.0/16 through office.ce;
claim r8: spoke routes 10.9.0.0/16 through hub.gw;
claim r9: hub.fw does not route 10.50.0.0/16;
claim r10: hub.web routes 10.50.0.0/16 to address 10.1.1.4;
