# Static checks where flags are open: what has to be on may be open, and what is forbidden may not.
site vnet hub   { prefix 10.1.0.0/16; gateway vpn gw { active-active; } }
site vnet hub-2 { prefix 10.2.0.0/16; gateway vpn gw { asn 65020; } route-server rs { branch-to-branch ?; } }
site vnet a     { prefix 10.11.0.0/16; }
site vnet b     { prefix 10.12.0.0/16; }
site vnet c     { prefix 10.13.0.0/16; gateway vpn gw { asn 65013; } }
site vnet d     { prefix 10.14.0.0/16; }
site vnet basic { prefix 10.20.0.0/16; gateway vpn gw { asn 65014; sku Basic; } }
peering hub <-> a { hub { allow-gateway-transit ?; } a { use-remote-gateways; } }
peering hub <-> b { b { use-remote-gateways ?; } }
peering hub-2 <-> b { hub-2 { allow-gateway-transit ?; } b { use-remote-gateways ?; } }
peering hub <-> c { hub { allow-gateway-transit; } c { use-remote-gateways ?; } }
peering a <-> d { a { allow-gateway-transit ?; } d { use-remote-gateways ?; } }
peering basic <-> d { basic { allow-gateway-transit ?; } }
