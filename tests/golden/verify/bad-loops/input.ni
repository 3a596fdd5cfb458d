# Two firewalls that send the same packets to each other.
site vnet hub {
    prefix 10.1.0.0/16;
    subnet GatewaySubnet 10.1.255.0/24;
    subnet fws 10.1.1.0/24 { route-table back; }
    subnet fws2 10.1.3.0/24 { route-table out; }
    subnet web 10.1.2.0/24 { host vm 10.1.2.4; route-table out; }
    gateway vpn gw;
    appliance fw 10.1.1.4;
    appliance fw2 10.1.3.4;
    route-table back { route 10.9.0.0/16 -> appliance fw2; }
    route-table out { route 10.9.0.0/16 -> appliance fw; }
}
site onprem office { prefix 10.9.0.0/16; host pc 10.9.0.4; router ce { asn 65010; } }
connect office.ce <-> hub.gw;
claim l: no loops;
claim b: no blackholes;
