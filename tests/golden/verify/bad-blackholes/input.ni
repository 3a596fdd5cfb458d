# An aggregate and a default route attract packets that have nowhere to go from there.
site vnet hub { prefix 10.1.0.0/16; gateway vpn gw; host vm 10.1.0.4; }
site vnet spoke { prefix 10.2.0.0/16; host vm2 10.2.0.4; }
site vnet apart { prefix 10.3.0.0/16; host vm3 10.3.0.4; }
site onprem office { prefix 10.9.0.0/16; host pc 10.9.0.4; router ce { asn 65010; originate 10.9.0.0/16, 10.0.0.0/8; } }
site onprem plant { prefix 10.8.0.0/16; router ce { asn 65011; default-route; } }
peering hub <-> spoke { hub { allow-gateway-transit; } spoke { use-remote-gateways; } }
connect office.ce <-> hub.gw;
connect plant.ce <-> office.ce { down; }
claim aggregate: no blackholes;
claim loops-none: no loops;
