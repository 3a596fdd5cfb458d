site vnet hub {
    prefix 10.10.0.0/24;
    gateway vpn vpn-gw { active-active ?; point-to-site 172.16.0.0/24; }
    gateway expressroute er-gw { accept-remote-vnets on; }
}
