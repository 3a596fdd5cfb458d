# t02-one-sided-route.ni with a stateful appliance: it drops the replies to requests that it did not see (derived).

design t02-stateful "A stateful appliance that sees one direction";

site vnet net {
    prefix 10.0.0.0/16;
    subnet public  10.0.0.0/24 { route-table to-private; host vm-public 10.0.0.4; }
    subnet private 10.0.1.0/24 { host vm-private 10.0.1.4; }
    subnet dmz     10.0.2.0/24;
    appliance nva 10.0.2.4;
    route-table to-private { route 10.0.1.0/24 -> appliance net.nva; }
}

claim there:      net.public can reach net.private on tcp;
claim back:       net.private can reach net.public on tcp { expect refuted; }
claim back-never: net.private cannot reach net.public on tcp;
