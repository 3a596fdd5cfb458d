profile azure-2018;
site vnet hub {
    prefix 10.10.0.0/24;
    host vm 10.10.0.4;
    gateway vpn vpn-gw { asn 65010; }
    gateway expressroute er-gw;
}
site vnet far { prefix 10.20.0.0/24; gateway expressroute er-gw; }
circuit er1;
connect hub.er-gw <-> er1;
connect far.er-gw <-> er1;
claim a: hub can reach far;
