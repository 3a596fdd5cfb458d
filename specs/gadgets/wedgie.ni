# A BGP wedgie (RFC 4264, section 3).
#
# A customer has a primary link to one provider and a backup link to another one, which is to use the backup only when
# there is nothing else: it prefers what its own upstream tells. The upstream prefers the routes of its customers to
# those of its peers, as everybody does. Meant is: everything comes over the primary link. When that fails, the backup
# takes over; when it is repaired, the upstream keeps to its customer's route, which is the backup. Nothing but a
# failure of the backup brings the first state back: there are two stable states.
design wedgie "a backup that stays";

site onprem customer { prefix 10.1.0.0/16; host pc 10.1.0.4; router r { asn 65001; } }
site onprem second   { prefix 10.2.0.0/16; host pc 10.2.0.4; router r { asn 65002; } }
site onprem upstream { prefix 10.3.0.0/16; host pc 10.3.0.4; router r { asn 65003; } }
site onprem first    { prefix 10.4.0.0/16; host pc 10.4.0.4; router r { asn 65004; } }

connect customer.r <-> first.r primary {
    customer.r { advertise own; }
    first.r    { advertise all; local-preference 200; }
}
connect customer.r <-> second.r backup {
    customer.r { advertise own; }
    second.r   { advertise all; local-preference 50; }
}
connect second.r   <-> upstream.r { second.r { advertise all; } upstream.r { advertise all; local-preference 200; } }
connect upstream.r <-> first.r    { upstream.r { advertise all; } first.r { advertise all; } }

claim wedged:         routing is stable { expect refuted; }
claim primary-in-use: upstream.r selects 10.1.0.0/16 from first.r { expect refuted; }
claim by-primary:     path from second to customer is second.r, upstream.r, first.r, customer.r { expect refuted; }

# While the primary is down, and while the backup is, there is one state: the failure itself is harmless.
claim primary-down:  routing is stable when primary down;
claim backup-down:   routing is stable when backup down;
claim as-meant:      upstream.r selects 10.1.0.0/16 from first.r when backup down;
claim backup-works:  upstream.r selects 10.1.0.0/16 from second.r when primary down;
claim always-served: { second, upstream, first } can reach customer under any 1 failure of links;
