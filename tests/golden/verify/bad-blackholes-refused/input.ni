# A firewall forwards over a peering whose other half does not take what is forwarded; and a host forwards nothing.
site vnet hub {
    prefix 10.1.0.0/16;
    subnet fws 10.1.1.0/24;
    appliance fw 10.1.1.4 { stateful off; }
}
site vnet spoke {
    prefix 10.2.0.0/16;
    subnet web 10.2.1.0/24 { host vm 10.2.1.4; route-table out; }
    route-table out { route 10.3.0.0/16 -> appliance hub.fw; }
}
site vnet other {
    prefix 10.3.0.0/16;
    subnet web 10.3.1.0/24 { host vm 10.3.1.4; route-table out; }
    subnet db  10.3.2.0/24 { host vm2 10.3.2.4; }
    route-table out { route 10.2.0.0/16 -> address 10.3.2.4; }
}
peering hub <-> spoke;
peering hub <-> other;
peering spoke <-> other;
claim refused: no blackholes;
claim host-in-the-way: no blackholes when hub<->other down;
