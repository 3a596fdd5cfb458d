design wrong;

site vnet hub { prefix 10.10.0.0/24; }
site vnet spoke { prefix 10.10.0.0/25; }
peering hub <-> spok;
claim c: hub can reach nowhere;
