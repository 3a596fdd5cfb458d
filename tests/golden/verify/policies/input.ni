# A policy prefers one of two circuits both ways, whatever fails.
site vnet hub { prefix 10.10.0.0/24; host vm 10.10.0.4; gateway expressroute er-gw; }
site onprem office {
    prefix 10.2.0.0/24;
    host pc 10.2.0.10;
    router ce1 { asn 65021; }
    router ce2 { asn 65021; }
}
circuit er1;
circuit er2;
policy prefer { permit prefix 10.10.0.0/16 le 24 set local-preference 200; }
policy backup { permit prefix 10.2.0.0/24 prepend 2; }
connect hub.er-gw <-> er1;
connect hub.er-gw <-> er2;
connect office.ce1 <-> er1 { office.ce1 { policy in prefer; } }
connect office.ce2 <-> er2 { office.ce2 { policy out backup; } }
claim up: hub can reach office under any 1 failure;
claim symmetric: hub and office are symmetric under any 1 failure;
claim first: hub can reach office via er1;
claim second: hub can reach office via er2 when er1 down;
claim path: hub.er-gw learns 10.2.0.0/24 from er2.primary with as-path 12076 65021 65021 65021;
claim filtered: office.ce1 does not learn 10.2.0.0/24 from er1.primary;
