# A stateful firewall must see both directions in the same instance, at every granularity. Behind one load balancer, or one
# address, it does. The spoke `past` sends its replies to one of the two firewalls directly: those that came over the other
# one are lost.

design instances "the same stateful instance";

site vnet hub {
    prefix 10.1.0.0/16;
    subnet inspection 10.1.0.0/24;
    appliance fw-a 10.1.0.4;
    appliance fw-b 10.1.0.5;
    appliance pair 10.1.0.6 { instances 2; }
    load-balancer front 10.1.0.10 { backend fw-a, fw-b; }
}
site vnet client {
    prefix 10.2.0.0/16;
    subnet work 10.2.1.0/24 { route-table out; host vm 10.2.1.4; }
    route-table out {
        route 10.3.0.0/16, 10.4.0.0/16 -> appliance hub.front;
        route 10.5.0.0/16              -> appliance hub.pair;
    }
}
site vnet balanced {
    prefix 10.3.0.0/16;
    subnet work 10.3.1.0/24 { route-table out; host vm 10.3.1.4; }
    route-table out { route 10.2.0.0/16 -> appliance hub.front; }
}
site vnet past {
    prefix 10.4.0.0/16;
    subnet work 10.4.1.0/24 { route-table out; host vm 10.4.1.4; }
    route-table out { route 10.2.0.0/16 -> appliance hub.fw-a; }
}
site vnet paired {
    prefix 10.5.0.0/16;
    subnet work 10.5.1.0/24 { route-table out; host vm 10.5.1.4; }
    route-table out { route 10.2.0.0/16 -> appliance hub.pair; }
}

peering hub <-> client   { hub { allow-forwarded-traffic; } client { allow-forwarded-traffic; } }
peering hub <-> balanced { hub { allow-forwarded-traffic; } balanced { allow-forwarded-traffic; } }
peering hub <-> past     { hub { allow-forwarded-traffic; } past { allow-forwarded-traffic; } }
peering hub <-> paired   { hub { allow-forwarded-traffic; } paired { allow-forwarded-traffic; } }

claim balanced-works:  client can reach balanced;
claim balanced-site:   client and balanced are symmetric at site;
claim balanced-device: client and balanced are symmetric at device under any 1 failure;
claim paired-works:    client can reach paired under any 1 failure;
claim paired-device:   client and paired are symmetric at device under any 1 failure;
claim past-works:      client can reach past { expect refuted; }
claim past-site:       client and past are symmetric at site;
claim past-one:        client can reach past when hub.fw-b down;
