# F24, F79: a Basic VPN gateway is neither shared nor stands beside an ExpressRoute gateway.
site vnet hub { prefix 10.10.0.0/24; gateway vpn vpn-gw { sku Basic; } gateway expressroute er-gw; }
site vnet spoke { prefix 10.11.0.0/24; }
peering hub <-> spoke { hub { allow-gateway-transit; } spoke { use-remote-gateways; } }
site vnet small { prefix 10.12.0.0/24; subnet GatewaySubnet 10.12.0.0/28; gateway vpn vpn-gw; gateway expressroute er-gw; }
