site vnet hub { prefix 10.1.0.0/16; gateway vpn gw; gateway expressroute er-gw; }
site onprem office { prefix 10.9.0.0/16; router ce { asn 65010; } router old; }
circuit er;
connect hub.er-gw <-> er { er { may-advertise 10.0.0.0/8; } }
connect office.ce <-> hub.gw { bgp; hub.gw { may-advertise 10.0.0.0/8 le 16; } }
connect office.old <-> hub.gw {
    static;
    office.old { may-advertise 10.9.0.0/16; }
    hub.gw { static 10.9.0.0/16; }
}
connect office.ce <-> er {
    office.ce { may-advertise 10.0.0.0/8 ge 4, 10.9.0.0/16 ge 20 le 18, nowhere, hub; }
}
