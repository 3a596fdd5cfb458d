# Three sites in a ring of private WAN links; the direct one is the backup.
site onprem a { prefix 10.1.0.0/16; router r { asn 65001; } }
site onprem b { prefix 10.2.0.0/16; router r { asn 65002; } }
site onprem c { prefix 10.3.0.0/16; router r { asn 65003; } }
connect a.r <-> b.r { b.r { advertise all; } }
connect b.r <-> c.r { b.r { advertise all; } }
connect a.r <-> c.r backup { a.r { local-preference 50; } c.r { local-preference 50; } }
claim one: a can reach c via b under any 0 failures;
claim two: a can reach c under any 1 failure of links;
claim three: a and c are symmetric under any 1 failure of links;
claim four: path from a to c is a.r, b.r, c.r;
claim five: a and c are symmetric at site under any 2 failures;
