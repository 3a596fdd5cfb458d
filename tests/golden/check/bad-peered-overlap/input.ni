site vnet hub { prefix 10.10.0.0/24; }
site vnet spoke { prefix 10.9.0.0/16, 10.10.0.128/25; }
peering hub <-> spoke;
