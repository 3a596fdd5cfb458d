# VNet to VNet by tunnel, with BGP on the connection.
connect hub.vpn-gw <-> branch.vpn-gw { bgp; delay 1ms; }
