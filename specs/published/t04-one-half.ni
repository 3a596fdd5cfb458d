# A peering of which one half was made carries nothing.
# Published: MicrosoftDocs/azure-docs, articles/virtual-network/virtual-network-manage-peering.md and
# articles/vpn-gateway/vpn-gateway-peering-gateway-transit.md.

design t04-one-half "Half a peering";

site vnet hub    { prefix 10.0.0.0/16; gateway vpn gw; }
site vnet spoke1 { prefix 10.1.0.0/16; }
site onprem corp { prefix 192.168.0.0/16; router r { asn 65010; } }

peering hub -> spoke1 { allow-gateway-transit; }
connect hub.gw <-> corp.r { bgp; }

matrix reach {
    columns hub spoke1 corp;
    hub     .   N      Y;
    spoke1  N   .      N;
    corp    Y   N      .;
}
