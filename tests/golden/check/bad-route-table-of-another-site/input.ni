site vnet hub {
    prefix 10.1.0.0/16;
    subnet a 10.1.0.0/24 { route-table spoke.rt; }
}
site vnet spoke { prefix 10.2.0.0/16; route-table rt { route 0.0.0.0/0 -> none; } }
site onprem dc { prefix 10.3.0.0/16; router ce; subnet floor 10.3.0.0/24 { router ce, plant.ce; } }
site onprem plant { prefix 10.4.0.0/16; router ce; }
