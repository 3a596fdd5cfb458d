site onprem a { prefix 10.1.0.0/24; router r1 { asn 65021; } router r2 { asn 65021; } }
connect a.r1 <-> a.r2;
