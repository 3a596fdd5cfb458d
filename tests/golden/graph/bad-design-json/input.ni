site vnet hub { prefix 10.1.0.0/16; }
peering hub <-> spoke;
