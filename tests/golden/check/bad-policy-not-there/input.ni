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
    hub.vpn-gw { advertise own; static 10.9.0.0/24; }
}
site vnet other { prefix 10.20.0.0/24; gateway expressroute er-gw; }
connect other.er-gw <-> er1 {
    other.er-gw { accept none; }
    er1 { prepend 2; }
}
site onprem far { prefix 10.3.0.0/24; router ce { asn 65022; } }
connect far.ce <-> er1.primary {
    er1.primary { local-preference 200; }
}
