site vnet hub {
    prefix 10.10.0.0/24;
    host vm 10.10.0.4;
    gateway vpn vpn-gw { asn 65010; }
    gateway expressroute er-gw;
}
site vnet spoke { prefix 10.11.0.0/24; host vm 10.11.0.4; }
site vnet spoke2 { prefix 10.12.0.0/24; }
peering hub <-> spoke;
peering spoke <-> hub;
peering hub -> spoke2;
peering hub -> spoke2;
peering spoke2 -> hub; # the other half: whole now
