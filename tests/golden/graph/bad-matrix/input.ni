design small;
site vnet hub      { prefix 10.1.0.0/16; gateway vpn gw; }
site onprem office { prefix 10.9.0.0/16; router r1 { asn 65010; } router r2 { asn 65010; } }
connect office.r1 <-> hub.gw first;
connect office.r2 <-> hub.gw second { static; office.r2 { static 10.1.0.0/16; } hub.gw { static 10.9.0.0/16; } }
matrix m { columns hub office; hub . N; office Y .; }
