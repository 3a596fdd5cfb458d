# An appliance in the hub, user routes in both spokes, forwarded traffic allowed: the spokes are joined.
# Published: MicrosoftDocs/azure-docs, articles/virtual-network/virtual-network-manage-peering.md and
# articles/vpn-gateway/vpn-gateway-peering-gateway-transit.md.

design t04-appliance "Spoke to spoke through an appliance";

site vnet hub {
    prefix  10.0.0.0/16;
    subnet  appliances    10.0.1.0/24;
    subnet  GatewaySubnet 10.0.255.0/27;
    gateway vpn gw;
    appliance nva 10.0.1.4;
}
site vnet spoke1 {
    prefix 10.1.0.0/16;
    subnet workload 10.1.0.0/24 { route-table to-spoke2; }
    route-table to-spoke2 { route 10.2.0.0/16 -> appliance hub.nva; }
}
site vnet spoke2 {
    prefix 10.2.0.0/16;
    subnet workload 10.2.0.0/24 { route-table to-spoke1; }
    route-table to-spoke1 { route 10.1.0.0/16 -> appliance hub.nva; }
}
site onprem corp { prefix 192.168.0.0/16; router r { asn 65010; } }

peering hub <-> spoke1 {
    hub    { allow-gateway-transit; }
    spoke1 { use-remote-gateways; allow-forwarded-traffic; }
}
peering hub <-> spoke2 {
    hub    { allow-gateway-transit; }
    spoke2 { use-remote-gateways; allow-forwarded-traffic; }
}
connect hub.gw <-> corp.r { bgp; }

matrix reach {
    key A = via hub.nva;
    columns hub spoke1 spoke2 corp;
    hub     .   Y      Y      Y;
    spoke1  Y   .      A      Y;
    spoke2  Y   A      .      Y;
    corp    Y   Y      Y      .;
}
claim same-way-back: spoke1 and spoke2 are symmetric;
