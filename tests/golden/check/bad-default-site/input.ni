site vnet hub { prefix 10.1.0.0/16; gateway vpn gw { default-site plant; } }
site vnet branch { prefix 10.2.0.0/16; gateway vpn gw { asn 65010; default-site hub.gw; } }
site onprem dc { prefix 10.5.0.0/16; router ce { asn 65020; } }
connect branch.gw <-> dc.ce plant;
connect hub.gw <-> dc.ce main;
