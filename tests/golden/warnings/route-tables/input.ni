site vnet hub {
    prefix 10.1.0.0/16;
    subnet a 10.1.0.0/24 { route-table rt; host vm 10.1.0.4; }
    route-table rt { route 10.9.0.0/16 -> address 10.1.0.4; }
    route-table spare { route 10.9.0.0/16 -> none; }
}
