# F47
site vnet a { prefix 10.1.0.0/16; gateway vpn gw { asn 65001; } }
site vnet b { prefix 10.1.128.0/24, 10.2.0.0/16; gateway vpn gw { asn 65002; } }
site vnet c { prefix 10.3.0.0/16; gateway vpn gw { asn 65003; } }
connect a.gw <-> b.gw;
connect a.gw <-> c.gw;
