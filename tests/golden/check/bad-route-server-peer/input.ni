# F85: who can peer with a Route Server. F19: a VNet with a Route Server does not use another's.
site vnet hub { prefix 10.10.0.0/16; route-server rs; appliance nva 10.10.0.4 { asn 65515; } }
site vnet far { prefix 10.11.0.0/16; appliance nva 10.11.0.4 { asn 65001; } appliance mute 10.11.0.5; }
site vnet other { prefix 10.12.0.0/16; route-server rs; }
site onprem office { prefix 10.2.0.0/24; router ce { asn 65021; } }
peering hub <-> other { hub { allow-gateway-transit; } other { use-remote-gateways; } }
connect hub.nva <-> hub.rs { hub.rs { prepend 2; } }
connect far.nva <-> hub.rs { far.nva { static 10.0.0.0/8; } }
connect far.mute <-> other.rs;
connect office.ce <-> hub.rs;
