site onprem a { prefix 10.1.0.0/24; router r { asn 65021; } }
site onprem b { prefix 10.2.0.0/24; router r { asn 65021; } }
connect a.r <-> b.r;
