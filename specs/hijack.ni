# Three data centres and a partner, each an autonomous system of its own, joined by eBGP. What the partner really
# announces is harmless. What it may announce is not: a longer prefix draws the traffic between two data centres to
# the partner, where it is lost, comes back, or is passed on to where it belongs after it has been seen (the partner needs
# only put the numbers of the data centres on its way into the AS path, so that these do not believe it; Pilosov and Kapela,
# 2008). hijack-repaired.ni stops all of it by `accept`.

design hijack "a partner who may announce any prefix";

include "hijack/fabric.ni";

connect partner.edge <-> dc1.core {
    partner.edge { may-advertise 10.0.0.0/8 le 32; }
    dc1.core     { advertise all; }
}
connect partner.edge <-> dc3.core { dc3.core { advertise all; } }

claim reach:       dc1 can reach dc2 { severity critical; expect refuted; }
claim way:         path from dc1 to dc2 is dc1.core, dc2.core            { severity critical; expect refuted; }
claim inside:      dc1 can send to dc2 avoiding partner                  { severity critical; expect refuted; }
claim short:       dc1 can reach dc2 within 3 hops                       { expect refuted; }
claim not-exactly: dc1.core does not learn 10.2.0.0/16 from partner.edge { expect refuted; }

# For exactly the same prefix AS paths decide, and no announcement to dc1 comes to dc2 with a shorter one than dc1's own.
claim still-selects: dc2.core selects 10.1.0.0/16 from dc1.core;
