site vnet hub { prefix 10.1.0.0/16; gateway vpn gw; appliance fw 10.1.0.9; }
site onprem office { prefix 10.9.0.0/16; router ce { asn 65010; } }
connect hub.gw <-> office.ce;
claim a: hub can reach office both-ways;
claim b: hub can reach office both-ways avoiding hub.fw;
claim c: hub can reach office both-ways via hub.gw;
matrix m { key F = both-ways; columns office; hub F; }
