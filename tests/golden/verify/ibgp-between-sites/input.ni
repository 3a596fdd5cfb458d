# Two sites of one AS: iBGP on the link between them carries the local preference (F150, F151).
site vnet hub { prefix 10.10.0.0/16; host vm 10.10.0.4; gateway expressroute er; }
site onprem a { prefix 10.1.0.0/24; host pc 10.1.0.4; router r { asn 65021; } router s { asn 65021; } }
site onprem b { prefix 10.2.0.0/24; host pc 10.2.0.4; router r { asn 65021; } }
site onprem c { prefix 10.3.0.0/24; host pc 10.3.0.4; router r { asn 65021; } }
circuit e1;
circuit e2;
connect hub.er <-> e1;
connect hub.er <-> e2;
connect a.r <-> e1 { a.r { local-preference 200; } }
connect b.r <-> e2;
connect a.r <-> b.r { a.r { advertise all; next-hop self; } }
connect b.r <-> c.r { b.r { advertise all; next-hop self; } }
claim wan: path from a to b is a.r, b.r;
claim preferred: b can send to hub via a.r, e1;
claim selected: b.r selects 10.10.0.0/16 from a.r;
claim backup: b can reach hub via e2 when a.r<->b.r down;
claim not-reflected: c.r does not learn 10.10.0.0/16;
claim not-passed: c.r does not learn 10.1.0.0/24;
claim nor-inside: a.s does not learn 10.2.0.0/24;
claim own: b.r learns 10.1.0.0/24 from a.r with as-path 65021 { expect refuted; }
claim cut: c cannot send to a;
