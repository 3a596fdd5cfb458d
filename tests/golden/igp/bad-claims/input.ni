# A campus of three routers. Two of them have a circuit each, at the same preference: each router uses the circuit
# that is nearer by the cost of the links.
site vnet hub {
    prefix 10.1.0.0/16;
    host vm 10.1.0.10;
    gateway expressroute er-gw;
}
circuit east;
circuit west;
connect hub.er-gw <-> east;
connect hub.er-gw <-> west;

site onprem campus {
    prefix 10.2.0.0/16;
    subnet lab    10.2.1.0/24 { router r1; host bench 10.2.1.10; }
    subnet office 10.2.2.0/24 { router r2; host pc    10.2.2.10; }
    subnet store  10.2.3.0/24 { router r3; host nas   10.2.3.10; }
    router r1 { asn 65021; }
    router r2 { asn 65021; }
    router r3 { asn 65021; }
    link r1 <-> r2 { cost 10; }
    link r2 <-> r3 { cost 5; }
    link r1 <-> r3 { cost 100; }
}
connect campus.r1 <-> east;
connect campus.r3 <-> west;

# The nearer circuit, also when links fail; and what does not hold.
claim nearest:     campus.r2 selects 10.1.0.0/16 from campus.r3;
claim not-cheap:   campus.r1 selects 10.1.0.0/16 from east.primary, east.secondary;
claim all-up:      campus.pc can reach hub.vm via campus.r3, west;
claim one-link:    campus.pc can reach hub.vm under any 1 failure of links;
claim two-links:   campus.pc can reach hub.vm under any 2 failures of links;
claim anything:    hub.vm can reach campus.bench under any 1 failure;
claim inside:      campus.pc can reach campus.nas under any 1 failure;
claim avoids:      campus.bench can reach hub.vm avoiding west under any 1 failure of links;
claim same-way:    campus.pc and hub.vm are symmetric;
claim partition:   campus.pc can reach campus.nas when campus.r1 <-> campus.r2, campus.r2 <-> campus.r3 down;
claim no-session:  campus.r1 learns 10.1.0.0/16 from campus.r3 when campus.r1 <-> campus.r3, campus.r2 <-> campus.r3 down;
claim not-told:    campus.r3 does not advertise 10.1.0.0/16 to campus.r1 when campus.r1 <-> campus.r3, campus.r2 <-> campus.r3 down;
claim still-told:  campus.r1 learns 10.1.0.0/16 from campus.r3 under any 1 failure of links;
claim lost:        campus.r1 learns 10.1.0.0/16 from campus.r3 under any 2 failures of links;
claim farther:     campus.pc can reach hub.vm avoiding east when campus.r2 <-> campus.r3 down;
