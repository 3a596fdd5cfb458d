# Conditions that no deployed design can meet (F19).
site vnet hub-1 { prefix 10.1.0.0/16; host vm 10.1.0.4; gateway vpn gw; }
site vnet hub-2 { prefix 10.2.0.0/16; host vm 10.2.0.4; gateway vpn gw { asn 65020; } }
site vnet spoke { prefix 10.3.0.0/16; host vm 10.3.0.4; }
site vnet third { prefix 10.4.0.0/16; host vm 10.4.0.4; route-server rs; }
peering hub-1 <-> spoke { hub-1 { allow-gateway-transit; } spoke { use-remote-gateways; } }
peering hub-2 <-> spoke { hub-2 { allow-gateway-transit; } }
peering hub-1 <-> hub-2;
peering hub-1 <-> third;
claim two:   hub-2 can reach spoke when spoke->hub-2 use-remote-gateways on;
claim moved: hub-2 can reach spoke when spoke->hub-2 use-remote-gateways on and when spoke->hub-1 use-remote-gateways off;
claim same:  hub-2 can reach spoke when spoke->hub-2 use-remote-gateways on and when spoke->hub-1 use-remote-gateways on;
claim own:   hub-2 can reach spoke when hub-2->hub-1 use-remote-gateways on;
claim own-2: hub-2 can reach spoke when third->hub-1 use-remote-gateways on;
claim off:   hub-2 can reach spoke when hub-2->hub-1 use-remote-gateways off;
