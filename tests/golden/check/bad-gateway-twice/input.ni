site vnet hub {
    prefix 10.10.0.0/24;
    gateway vpn a;
    gateway expressroute b;
    gateway vpn c { asn 65010; }
    gateway expressroute d;
}
