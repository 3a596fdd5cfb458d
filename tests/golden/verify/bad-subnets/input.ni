# Forced tunnelling by tier, one tier kept out by its route table, a spoke that reaches another one through the hub's
# gateway, a GatewaySubnet that closes one subnet, and an on-premises subnet with a router of its own.
design tiers;
site vnet hub {
    prefix 10.1.0.0/16;
    gateway vpn gw { asn 65010; default-site main; }
    subnet GatewaySubnet 10.1.255.0/27 { route-table from-gateway; }
    subnet front 10.1.0.0/24 { host web 10.1.0.4; }
    subnet mid   10.1.1.0/24 { route-table forced; }
    subnet dark  10.1.2.0/24 { route-table closed; }
    route-table forced { route 0.0.0.0/0 -> gateway; }
    route-table closed { gateway-propagation off; }
    route-table from-gateway { route 10.1.1.128/25 -> none; }
}
site vnet s1 {
    prefix 10.2.0.0/16;
    subnet a 10.2.0.0/24 { route-table rt; }
    route-table rt { route 10.3.0.0/16 -> gateway; }
}
site vnet s2 {
    prefix 10.3.0.0/16;
    subnet a 10.3.0.0/24 { route-table rt; }
    route-table rt { route 10.2.0.0/16 -> gateway; }
}
peering hub <-> s1 { hub { allow-gateway-transit; } s1 { use-remote-gateways; } }
peering hub <-> s2 { hub { allow-gateway-transit; } s2 { use-remote-gateways; } }
site onprem dc {
    prefix 192.168.0.0/16;
    router ce1 { asn 65001; address 192.168.0.1; }
    router ce2 { asn 65001; address 192.168.0.2; }
    subnet floor 192.168.1.0/24 { router ce1; }
    subnet lab   192.168.2.0/24 { route-table rt; }
    route-table rt { route 10.0.0.0/8 -> address 192.168.0.2; }
}
connect dc.ce1 <-> hub.gw main;
connect dc.ce2 <-> hub.gw second;

claim front:    hub.web can reach dc;
claim dark:     hub.dark cannot reach dc;
claim spokes:   s1 can reach s2 via hub.gw;
claim no-more:  s1 can reach hub via hub.gw;
claim half:     dc can reach hub.mid;
claim lab:      dc.lab can reach hub.front under any 1 failure of tunnels;
claim learns:   hub.front learns 192.168.0.0/16 from hub.gw;
claim no-learn: hub.dark does not learn 192.168.0.0/16 from hub.gw;
claim default:  hub.mid does not learn 0.0.0.0/0 from hub.gw;
