let data = 1x;
site vnet hub { prefix 10.1.0.0/16; subnet a 10.1.0.0/24 { route-table rt; } route-table rt { route data -> vnet; } }
