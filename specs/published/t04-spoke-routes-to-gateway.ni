# User routes to the hub's VPN gateway in both spokes join the spokes (2018 text).
# Published: MicrosoftDocs/azure-docs, articles/virtual-network/virtual-network-manage-peering.md and
# articles/vpn-gateway/vpn-gateway-peering-gateway-transit.md.

design t04-spoke-routes-to-gateway "Spoke to spoke through the hub's VPN gateway";

site vnet hub { prefix 10.0.0.0/16; gateway vpn gw; }
site vnet spoke1 {
    prefix 10.1.0.0/16;
    subnet workload 10.1.0.0/24 { route-table to-spoke2; }
    route-table to-spoke2 { route 10.2.0.0/16 -> gateway; }
}
site vnet spoke2 {
    prefix 10.2.0.0/16;
    subnet workload 10.2.0.0/24 { route-table to-spoke1; }
    route-table to-spoke1 { route 10.1.0.0/16 -> gateway; }
}
site onprem corp { prefix 192.168.0.0/16; router r { asn 65010; } }

peering hub <-> spoke1 { hub { allow-gateway-transit; } spoke1 { use-remote-gateways; } }
peering hub <-> spoke2 { hub { allow-gateway-transit; } spoke2 { use-remote-gateways; } }
connect hub.gw <-> corp.r { bgp; }

matrix reach {
    columns hub spoke1 spoke2 corp;
    hub     .   Y      Y      Y;
    spoke1  Y   .      Y      Y;
    spoke2  Y   Y      .      Y;
    corp    Y   Y      Y      .;
}
claim through-the-gateway: path from spoke1 to spoke2 is hub.gw;
