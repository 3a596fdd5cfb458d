# A design that tests the checks.
expect error F24, F47, F79, F85;
site vnet hub { prefix 10.10.0.0/24; gateway vpn vpn-gw { sku basic; } gateway expressroute er-gw; route-server rs; }
site vnet spoke { prefix 10.11.0.0/24; }
peering hub <-> spoke { hub { allow-gateway-transit; } spoke { use-remote-gateways; } }
site vnet copy { prefix 10.10.0.128/25; gateway vpn gw { asn 65010; } appliance nva 10.10.0.200 { asn 65001; } }
connect copy.gw <-> hub.vpn-gw;
connect copy.nva <-> hub.rs;
