# The two sites repaired: the link between them is less preferred than either circuit. There is one stable state, and every
# failure that is repaired is as if it had not been.
design two-sites-repaired "a backup that fails back";

site vnet hub     { prefix 10.0.0.0/16; host vm 10.0.0.4; gateway expressroute gw; }
site onprem north { prefix 10.1.0.0/16; host pc 10.1.0.4; router ce { asn 65001; } }
site onprem south { prefix 10.2.0.0/16; host pc 10.2.0.4; router ce { asn 65002; } }
circuit er-north;
circuit er-south;

connect hub.gw   <-> er-north;
connect hub.gw   <-> er-south;
connect north.ce <-> er-north { north.ce { advertise own, 10.2.0.0/16; } }
connect south.ce <-> er-south { south.ce { advertise own, 10.1.0.0/16; } }
connect north.ce <-> south.ce {
    north.ce { advertise all; local-preference 50; }
    south.ce { advertise all; local-preference 50; }
}

claim settles:   routing is stable under any 1 failure;
claim north-own: north.ce routes 10.0.0.0/16 through er-north.primary, er-north.secondary;
claim south-own: south.ce routes 10.0.0.0/16 through er-south.primary, er-south.secondary;
claim backup:    north.ce routes 10.0.0.0/16 through south.ce when er-north down;
claim served:    { north, south } can reach hub under any 1 failure of circuits;
claim no-circle: no loops under any 1 failure of circuits;
