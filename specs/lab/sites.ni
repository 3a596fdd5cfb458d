# The places of the interoperability lab that are the same in all its variants.

site vnet spoke {
    region east-us;
    prefix 10.11.30.0/26;
    host   vm 10.11.30.4;
}

site vnet branch {
    region  east-us;
    prefix  10.11.30.64/26;
    host    vm 10.11.30.68;
    gateway vpn vpn-gw { asn 65516; address 10.11.30.100; }
}

site onprem on-prem-2 {
    prefix 10.1.31.0/25;
    host   vm 10.1.31.10;
    router ce { asn 65020; address 10.1.31.3, 192.168.31.0, 192.168.31.4; default-route; }
}
