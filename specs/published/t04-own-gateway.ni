# A spoke with a gateway of its own cannot use remote gateways.
# Published: MicrosoftDocs/azure-docs, articles/virtual-network/virtual-network-manage-peering.md and
# articles/vpn-gateway/vpn-gateway-peering-gateway-transit.md.

design t04-own-gateway "Remote gateways beside an own gateway";

site vnet hub    { prefix 10.0.0.0/16; gateway vpn gw; }
site vnet spoke1 { prefix 10.1.0.0/16; gateway vpn gw; }

peering hub <-> spoke1 { hub { allow-gateway-transit; } spoke1 { use-remote-gateways; } }

expect error F19;
