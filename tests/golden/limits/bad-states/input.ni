site onprem a { prefix 10.0.0.0/16; router r { asn 65001; } }
site vnet v { prefix 10.1.0.0/16; gateway vpn g; }
connect a.r <-> v.g;
claim c: a can reach v;
