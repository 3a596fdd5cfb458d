let two = 10.2.0.0/24, 10.3.0.0/24;
site vnet hub { prefix 10.1.0.0/16; gateway vpn gw; }
site onprem office { prefix two; router r { asn 65001; } }
connect office.r <-> hub.gw;
claim a: hub.gw learns two from office.r;
claim b: hub.gw learns three from office.r;
group g = hub;
matrix m { columns hub 10.9.9.0/24; office Y Y; 10.77.0.0/16 Y .; }
