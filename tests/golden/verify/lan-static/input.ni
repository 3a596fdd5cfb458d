# A static route to an appliance on the LAN stays when the appliance is dead; one into a tunnel goes (F39).
site onprem a {
    prefix 10.2.0.0/24;
    host pc 10.2.0.4;
    router r { asn 65021; }
    appliance fw 10.2.0.9 { asn 65021; stateful off; }
}
site onprem b { prefix 10.3.0.0/24; host pc 10.3.0.4; router r1 { asn 65022; } router r2 { asn 65022; } }
site onprem c { prefix 10.4.0.0/24; host pc 10.4.0.4; router r1 { asn 65023; } router r2 { asn 65023; } }
connect a.r <-> a.fw { static; a.r { static 10.3.0.0/24; } }
connect a.fw <-> b.r2;
connect a.r <-> b.r1;
connect a.r <-> c.r1 { static; a.r { static 10.4.0.0/24; } c.r1 { static 10.2.0.0/24; } }
connect a.r <-> c.r2;
claim first: a can reach b via a.fw;
claim dead: a can reach b when a.fw down { expect refuted; }
claim tunnel: a can reach c when c.r1 down;
