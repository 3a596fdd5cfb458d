# Over iBGP between sites learned routes need a next hop that the other site knows.
site onprem a { prefix 10.1.0.0/24; router r { asn 65021; } }
site onprem b { prefix 10.2.0.0/24; router r { asn 65021; } }
site onprem c { prefix 10.3.0.0/24; router r { asn 65021; } }
connect a.r <-> b.r { a.r { advertise all; } b.r { advertise own, 10.0.0.0/8 le 24; next-hop unchanged; } }
connect b.r <-> c.r { b.r { advertise all; next-hop self; } c.r { advertise own; next-hop unchanged; } }
site onprem d {
    prefix 10.4.0.0/16, 10.6.0.0/24;
    subnet near 10.4.1.0/24 { router r; }
    subnet far  10.6.0.0/24 { router s; }
    router r { asn 65021; }
    router s { asn 65021; }
    router t { asn 65021; originate 10.4.0.0/16; }
    link r <-> s;
    link s <-> t;
}
connect d.r <-> a.r;
connect d.s <-> b.r;
connect d.t <-> c.r;
