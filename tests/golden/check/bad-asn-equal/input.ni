site vnet a { prefix 10.1.0.0/24; gateway vpn gw; }
site vnet b { prefix 10.2.0.0/24; gateway vpn gw; }
site vnet c { prefix 10.3.0.0/24; gateway vpn gw; }
connect a.gw <-> b.gw;
connect a.gw <-> c.gw { static; } # no BGP: no matter
