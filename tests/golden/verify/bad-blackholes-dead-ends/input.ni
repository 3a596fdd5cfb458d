# Routes that lead to what is down, or on from where there is no route.
site vnet hub {
    prefix 10.1.0.0/16;
    subnet fws 10.1.1.0/24;
    subnet web 10.1.2.0/24 { host vm 10.1.2.4; route-table out; }
    appliance fw 10.1.1.4;
    route-table out { route 10.3.0.0/16 -> appliance fw; }
}
site vnet spoke { prefix 10.2.0.0/16; host vm2 10.2.0.4; }
site vnet other { prefix 10.3.0.0/16; host vm3 10.3.0.4; }
peering hub <-> spoke;
peering hub <-> other;
claim up: no blackholes;
claim fw-down: no blackholes when hub.fw down;
claim peering-gone: no blackholes under any 1 failure of peerings;
