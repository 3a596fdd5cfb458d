# Names in the blocks of subnets and route tables.
site vnet hub {
    prefix 10.1.0.0/16;
    gateway vpn gw;
    host vm 10.1.0.9;
    subnet a 10.1.0.0/24 { route-table rtt; }
    subnet b 10.1.1.0/24 { route-table gw; }
    subnet a 10.1.2.0/24;
    subnet c 10.1.3.0/24 { route-table rt; route-table rt; }
    route-table rt { route 10.9.0.0/16 -> appliance fw; route 10.8.0.0/16 -> appliance gw; route nowhere -> none; }
    route-table rt { route 10.9.0.0/16 -> none; }
}
