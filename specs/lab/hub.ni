# The hub: a VPN and an ExpressRoute gateway side by side.
site vnet hub {
    region  east-us;
    prefix  10.10.30.0/24;
    host    vm 10.10.30.4;
    gateway vpn          vpn-gw { asn 65515; address 10.10.30.142; bgp-address 10.10.30.254; }
    gateway expressroute er-gw  { address 10.10.30.132, 10.10.30.133, 10.10.30.134; accept-remote-vnets on; }
}
