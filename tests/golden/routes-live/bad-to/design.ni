design t;
site vnet hub { prefix 10.0.0.0/16; appliance fw 10.0.0.4; }
site vnet web {
    prefix 10.1.0.0/16;
    subnet front 10.1.0.0/24 { route-table out; service-endpoint 20.60.0.0/16; host vm 10.1.0.4; }
    route-table out { route 0.0.0.0/0 -> appliance hub.fw; route 10.0.0.0/24 -> none; }
}
peering hub <-> web;
