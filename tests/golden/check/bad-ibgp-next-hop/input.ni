# Over iBGP between sites learned routes need a next hop that the other site knows.
site onprem a { prefix 10.1.0.0/24; router r { asn 65021; } }
site onprem b { prefix 10.2.0.0/24; router r { asn 65021; } }
site onprem c { prefix 10.3.0.0/24; router r { asn 65021; } }
connect a.r <-> b.r { a.r { advertise all; } b.r { advertise own, 10.0.0.0/8 le 24; next-hop unchanged; } }
connect b.r <-> c.r { b.r { advertise all; next-hop self; } c.r { advertise own; next-hop unchanged; } }
