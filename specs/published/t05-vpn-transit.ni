# Transit through a VPN gateway by BGP: VNet1 joins VNet2 and Site5, and hands routes from one to the other.
# Published: MicrosoftDocs/azure-docs, articles/vpn-gateway/vpn-gateway-bgp-resource-manager-ps.md.

design t05-vpn-transit "VNet1, VNet2 and Site5 by VPN with BGP";

site vnet vnet1 {
    prefix  10.11.0.0/16, 10.12.0.0/16;
    gateway vpn gw { asn 65010; bgp-address 10.12.255.30; }
}
site vnet vnet2 {
    prefix  10.21.0.0/16, 10.22.0.0/16;
    gateway vpn gw { asn 65020; }
}
site onprem site5 {
    prefix 10.51.0.0/16, 10.52.0.0/16;
    router r { asn 65050; address 10.52.255.254; }
}

connect vnet1.gw <-> site5.r  { bgp; }
connect vnet1.gw <-> vnet2.gw { bgp; }

# published row: BGP on both connections
matrix reach {
    columns vnet1 vnet2 site5;
    vnet1   .     Y     Y;
    vnet2   Y     .     Y;
    site5   Y     Y     .;
}

claim through-vnet1: path from vnet2 to site5 is vnet2.gw, vnet1.gw, site5.r;
claim learned:       vnet2.gw learns 10.51.0.0/16 from vnet1.gw with as-path 65010 65050;
