# Gateway transit and remote gateways: the spokes reach on-premises, and not each other.
# Published: MicrosoftDocs/azure-docs, articles/virtual-network/virtual-network-manage-peering.md and
# articles/vpn-gateway/vpn-gateway-peering-gateway-transit.md.

design t04-transit "Gateway transit";

site vnet hub    { prefix 10.0.0.0/16; gateway vpn gw; }
site vnet spoke1 { prefix 10.1.0.0/16; }
site vnet spoke2 { prefix 10.2.0.0/16; }
site onprem corp { prefix 192.168.0.0/16; router r { asn 65010; } }

peering hub <-> spoke1 { hub { allow-gateway-transit; } spoke1 { use-remote-gateways; } }
peering hub <-> spoke2 { hub { allow-gateway-transit; } spoke2 { use-remote-gateways; } }
connect hub.gw <-> corp.r { bgp; }

matrix reach {
    columns hub spoke1 spoke2 corp;
    hub     .   Y      Y      Y;
    spoke1  Y   .      N      Y;
    spoke2  Y   N      .      Y;
    corp    Y   Y      Y      .;
}
