site vnet hub {
    prefix 10.10.0.0/24;
    gateway vpn vpn-gw { sku VpnGw1; }
    gateway expressroute er-gw { sku ErGw1; accept-remote-vnets ?; }
}
