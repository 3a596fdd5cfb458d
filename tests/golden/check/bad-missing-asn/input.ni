site vnet hub {
    prefix 10.10.0.0/24;
    host vm 10.10.0.4;
    gateway vpn vpn-gw { asn 65010; }
    gateway expressroute er-gw;
}
circuit er1;
site onprem office { prefix 10.2.0.0/24; router ce; router old { asn 65021; } }
connect office.ce <-> er1;
connect office.ce <-> hub.vpn-gw { bgp; }
