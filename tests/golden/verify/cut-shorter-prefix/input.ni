# c accepts no more than the aggregate of a: where it has no route for the longest prefix, packets get there by the shorter one.
site onprem a { prefix 10.1.0.0/16; router r { asn 65001; originate 10.1.0.0/16, 10.0.0.0/8; } }
site onprem b { prefix 172.16.0.0/16; router r { asn 65002; } }
site onprem c { prefix 172.17.0.0/16; router r { asn 65003; } }
connect a.r <-> b.r { a.r { advertise all; } b.r { advertise all; } }
connect b.r <-> c.r { b.r { advertise all; } c.r { advertise all; accept 10.0.0.0/8, 172.16.0.0/12 le 16; } }
claim by-the-aggregate: c can reach a;
claim and-no-further:   c can reach a under any 1 failure of links { expect refuted; }
