# Reserved subnets are no endpoints; a VNet with subnets and an on-premises subnet have no table for claims.
site vnet hub { prefix 10.1.0.0/16; gateway vpn gw; subnet GatewaySubnet 10.1.255.0/27; subnet a 10.1.0.0/24; }
site onprem dc { prefix 10.2.0.0/16; router ce { asn 65010; } subnet b 10.2.0.0/24; }
connect dc.ce <-> hub.gw;
claim reserved: hub.GatewaySubnet can reach dc;
claim passes: dc can reach hub.a avoiding hub.a;
claim site: hub learns 10.2.0.0/16;
claim gateway: hub.GatewaySubnet learns 10.2.0.0/16;
claim floor: dc.b learns 10.1.0.0/16;
claim nowhere: hub.a learns 10.2.0.0/24;
claim good: hub.a learns 10.2.0.0/16 from hub.gw;
