# One fact too many is expected.
expect error F47, F24;
site vnet a { prefix 10.1.0.0/16; gateway vpn gw { asn 65001; } }
site vnet b { prefix 10.1.128.0/24; gateway vpn gw { asn 65002; } }
connect a.gw <-> b.gw;
