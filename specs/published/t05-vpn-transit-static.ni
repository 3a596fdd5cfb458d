# The second published row of t05-vpn-transit.ni: no BGP between the two VNets. They still reach each other, and
# VNet2 and Site5 do not (derived).

design t05-vpn-transit-static "VNet1 and VNet2 without BGP";

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
connect vnet1.gw <-> vnet2.gw { static; }

matrix reach {
    columns vnet1 vnet2 site5;
    vnet1   .     Y     Y;
    vnet2   Y     .     N;
    site5   Y     N     .;
}
