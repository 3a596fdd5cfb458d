# The same is an error where VPN and ExpressRoute coexist.
# Published: MicrosoftDocs/azure-docs, articles/virtual-network/virtual-network-manage-peering.md and
# articles/vpn-gateway/vpn-gateway-peering-gateway-transit.md.

design t04-spoke-routes-with-coexistence "A user route to the gateway beside ExpressRoute";

site vnet hub { prefix 10.0.0.0/16; gateway vpn gw; gateway expressroute er-gw; }
site vnet spoke1 {
    prefix 10.1.0.0/16;
    subnet workload 10.1.0.0/24 { route-table to-spoke2; }
    route-table to-spoke2 { route 10.2.0.0/16 -> gateway; }
}
peering hub <-> spoke1 { hub { allow-gateway-transit; } spoke1 { use-remote-gateways; } }

expect error F80;
