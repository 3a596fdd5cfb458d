site vnet hub {
    prefix 10.10.0.0/24;
    host vm 10.10.0.4;
    gateway vpn vpn-gw { asn 65010; }
    gateway expressroute er-gw;
}
site vnet spoke { prefix 10.11.0.0/24; host vm 10.11.0.4; }
site onprem office { prefix 10.2.0.0/24; host pc 10.2.0.10; router ce { asn 65021; } }
circuit er1;
connect hub.er-gw <-> er1;
connect office.ce <-> er1;
connect hub.vpn-gw <-> office.ce {
    bgp;
    static;
}
site onprem far { prefix 10.3.0.0/24; router ce { asn 65022; } }
connect hub.vpn-gw <-> far.ce {
    static;
    far.ce { advertise own; static 10.10.0.0/24; }
}
connect far.ce <-> er1 {
    bgp off;
    far.ce { static 10.10.0.0/24; }
}
