let data = 10.9.0.0/16, 10.8.0.0/16;
site vnet hub {
    prefix 10.1.0.0/16;
    subnet a 10.1.0.0/24 { route-table rt; }
    route-table rt { route 10.9.0.0/16 -> none; route 10.7.0.0/16, 10.7.0.0/16 -> internet; route data -> vnet; }
}
