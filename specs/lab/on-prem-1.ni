# The first on-premises site. Its router offers a default route to the LAN, so that packets without a better route
# reach it and are dropped there.
site onprem on-prem-1 {
    prefix 10.2.30.0/25;
    host   vm 10.2.30.10;
    router ce { asn 65021; address 10.2.30.3, 192.168.30.0; default-route; }
}
