# The VNet in the other region, joined by ExpressRoute alone.
site vnet remote {
    region  west-us;
    prefix  10.17.30.0/26;
    host    vm 10.17.30.4;
    gateway expressroute er-gw { address 10.17.30.36; accept-remote-vnets on; }
}
