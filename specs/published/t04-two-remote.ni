# Only one peering of a VNet can use remote gateways.
# Published: MicrosoftDocs/azure-docs, articles/virtual-network/virtual-network-manage-peering.md and
# articles/vpn-gateway/vpn-gateway-peering-gateway-transit.md.

design t04-two-remote "Remote gateways over two peerings";

site vnet hub1   { prefix 10.0.0.0/16; gateway vpn gw; }
site vnet hub2   { prefix 10.9.0.0/16; gateway vpn gw; }
site vnet spoke1 { prefix 10.1.0.0/16; }

peering hub1 <-> spoke1 { hub1 { allow-gateway-transit; } spoke1 { use-remote-gateways; } }
peering hub2 <-> spoke1 { hub2 { allow-gateway-transit; } spoke1 { use-remote-gateways; } }

expect error F19;
