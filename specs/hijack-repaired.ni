# hijack.ni with a filter on both sessions of the partner: of what it may announce, its own prefixes come in, and longer
# ones inside them, and nothing else. Now every claim holds whatever it announces, even with a link down.

design hijack-repaired "a partner whose announcements are filtered";

include "hijack/fabric.ni";

connect partner.edge <-> dc1.core {
    partner.edge { may-advertise 10.0.0.0/8 le 32; }
    dc1.core     { advertise all; accept 10.50.0.0/20 le 24; }
}
connect partner.edge <-> dc3.core {
    partner.edge { may-advertise 10.0.0.0/8 le 32; }
    dc3.core     { advertise all; accept 10.50.0.0/20 le 24; }
}

claim dc1-dc2:     dc1 can reach dc2 under any 1 failure { severity critical; }
claim way:         path from dc1 to dc2 is dc1.core, dc2.core;
claim short:       dc1 can reach dc2 within 3 hops;
claim longer:      dc1 can reach dc2 within 4 hops under any 1 failure;
claim inside:      dc1 can send to dc2 avoiding partner under any 1 failure { severity critical; }
claim not-exactly: dc1.core does not learn 10.2.0.0/16 from partner.edge;
claim partner-own: partner can send to dc1;
claim hears:       dc2.core learns 10.50.0.0/20 under any 1 failure of links;
