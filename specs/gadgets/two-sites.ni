# Two sites back each other up, and do not fail back.
#
# Each site has a circuit of its own, and the link between them is meant as a backup. But it is preferred at both ends, as
# internal links often are. Then one site goes through the other, whichever came up first: after a failure of a circuit
# and its repair the traffic stays where it has gone. People ask why ExpressRoute "does not fail back" when they meet
# such a state.
design two-sites "a backup that does not fail back";

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
    north.ce { advertise all; local-preference 200; }
    south.ce { advertise all; local-preference 200; }
}

claim settles:      routing is stable { expect refuted; }
claim north-own:    north.ce routes 10.0.0.0/16 through er-north.primary, er-north.secondary { expect refuted; }
claim north-failed: routing is stable when er-north down;
claim south-failed: routing is stable when er-south down;
claim served:       { north, south } can reach hub under any 1 failure of circuits;
claim same-way:     north and hub are symmetric { expect refuted; }
