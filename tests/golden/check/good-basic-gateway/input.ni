# A Basic VPN gateway that is alone, and both gateways in a /27.
site vnet hub { prefix 10.10.0.0/24; gateway vpn vpn-gw { sku Basic; } }
site vnet large { prefix 10.12.0.0/24; subnet GatewaySubnet 10.12.0.0/27; gateway vpn vpn-gw { sku VpnGw1; } gateway expressroute er-gw { sku ErGw1AZ; } }
