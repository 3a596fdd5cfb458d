site vnet hub {
    prefix 10.10.0.0/24;
    host vm 10.10.0.4;
    gateway vpn vpn-gw { asn 65010; }
    gateway expressroute er-gw;
}
site onprem office { prefix hub; router ce { asn 65021; originate office; } }
