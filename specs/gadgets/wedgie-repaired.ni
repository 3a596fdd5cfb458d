# The wedgie repaired: the second provider marks what it takes over the backup with a community, and its upstream gives
# such routes less than those of its peers (RFC 4264, section 5: the communities of both providers must fit).
design wedgie-repaired "a backup that gives way";

site onprem customer { prefix 10.1.0.0/16; host pc 10.1.0.4; router r { asn 65001; } }
site onprem second   { prefix 10.2.0.0/16; host pc 10.2.0.4; router r { asn 65002; } }
site onprem upstream { prefix 10.3.0.0/16; host pc 10.3.0.4; router r { asn 65003; } }
site onprem first    { prefix 10.4.0.0/16; host pc 10.4.0.4; router r { asn 65004; } }

policy mark-backup  { permit set local-preference 50 add community 65003:50; }
policy of-customers { permit community 65003:50 set local-preference 50; permit set local-preference 200; }

connect customer.r <-> first.r primary {
    customer.r { advertise own; }
    first.r    { advertise all; local-preference 200; }
}
connect customer.r <-> second.r backup {
    customer.r { advertise own; }
    second.r   { advertise all; policy in mark-backup; }
}
connect second.r   <-> upstream.r { second.r { advertise all; } upstream.r { advertise all; policy in of-customers; } }
connect upstream.r <-> first.r    { upstream.r { advertise all; } first.r { advertise all; } }

claim settles:        routing is stable;
claim primary-in-use: upstream.r selects 10.1.0.0/16 from first.r;
claim by-primary:     path from second to customer is second.r, upstream.r, first.r, customer.r;
claim backup-works:   upstream.r selects 10.1.0.0/16 from second.r when primary down;
claim settles-too:    routing is stable under any 1 failure;
claim served:         { second, upstream, first } can reach customer when primary down;
