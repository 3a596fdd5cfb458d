# Nobody here has 10.9.0.0/16, and still it may be announced.
site onprem a { prefix 10.1.0.0/24; host h 10.1.0.10; router r { asn 65001; } }
site onprem b { prefix 10.2.0.0/24; host h 10.2.0.10; router r { asn 65002; } }
connect a.r <-> b.r { b.r { may-advertise 10.9.0.0/16; } }
claim x: a.r does not learn 10.9.0.0/16;
