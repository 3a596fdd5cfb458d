site vnet hub   { prefix 10.1.0.0/16; }
site vnet spoke { prefix fd00:2::/48; }
peering hub <-> spoke;
