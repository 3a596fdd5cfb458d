# A published row of t05-vpn-transit.ni: two gateways with one AS number cannot speak BGP.

design t05-vpn-same-asn "VNet1 and VNet2 with one AS number";

site vnet vnet1 { prefix 10.11.0.0/16; gateway vpn gw { asn 65010; } }
site vnet vnet2 { prefix 10.21.0.0/16; gateway vpn gw { asn 65010; } }

connect vnet1.gw <-> vnet2.gw { bgp; }

expect error F40;
