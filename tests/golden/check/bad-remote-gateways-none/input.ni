site vnet hub { prefix 10.10.0.0/24; }
site vnet spoke { prefix 10.11.0.0/24; }
peering hub <-> spoke { spoke { use-remote-gateways; } }
