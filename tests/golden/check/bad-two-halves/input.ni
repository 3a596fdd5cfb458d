# Two halves make a whole peering; a third one is too many, and each half is checked by itself.
site vnet hub { prefix 10.10.0.0/24; gateway vpn gw; }
site vnet spoke { prefix 10.11.0.0/24; }
peering hub -> spoke { allow-gateway-transit; }
peering spoke -> hub { use-remote-gateways; allow-gateway-transit; }
peering spoke -> hub;
