# Using remote gateways without gateway transit on the other half is an error.
# Published: MicrosoftDocs/azure-docs, articles/virtual-network/virtual-network-manage-peering.md and
# articles/vpn-gateway/vpn-gateway-peering-gateway-transit.md.

design t04-remote-without-transit "Remote gateways that the hub does not share";

site vnet hub    { prefix 10.0.0.0/16; gateway vpn gw; }
site vnet spoke1 { prefix 10.1.0.0/16; }

peering hub <-> spoke1 { spoke1 { use-remote-gateways; } }

expect error F19;
