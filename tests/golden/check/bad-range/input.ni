site vnet hub {
    prefix 10.10.0.0/24;
    host vm 10.10.0.4;
    gateway vpn vpn-gw { asn 65010; }
    gateway expressroute er-gw;
}
site onprem office { prefix 10.2.0.0/24; host pc 10.2.0.10; router ce { asn 65021; } }
circuit er1;
connect office.ce <-> er1.primary {
    office.ce { advertise 10.2.0.0/16 ge 8, 10.2.0.0/16 ge 24 le 20, 10.2.0.0/16 le 33; accept 10.10.0.0/16 le 12; }
}
connect office.ce <-> er1.secondary {
    office.ce { accept 10.10.0.0/16 ge 16 le 16, 0.0.0.0/0 ge 0 le 32; }
}
