# A claim about a set says what the claims about its pairs say: for the flow to the spoke, the hub's gateway may fail.
site vnet hub { prefix 10.1.0.0/16; gateway vpn vpn { asn 65515; } }
site vnet spoke { prefix 10.2.0.0/16; }
site onprem shop { prefix 10.9.0.0/16; router r { asn 65001; } }
peering hub <-> spoke { hub { allow-gateway-transit; } spoke { use-remote-gateways; } }
connect shop.r <-> hub.vpn { bgp; }
claim one:  shop can reach hub under any 1 failure of gateways;
claim two:  shop can reach spoke under any 1 failure of gateways { expect refuted; }
claim both: shop can reach { hub, spoke } under any 1 failure of gateways;
