# t02-one-sided-route.ni with IP forwarding off on the appliance: what is sent there ends there (derived).

design t02-forwarding-off "An appliance that does not forward";

site vnet net {
    prefix 10.0.0.0/16;
    subnet public  10.0.0.0/24 { route-table to-private; host vm-public 10.0.0.4; }
    subnet private 10.0.1.0/24 { host vm-private 10.0.1.4; }
    subnet dmz     10.0.2.0/24;
    appliance nva 10.0.2.4 { forwarding off; }
    route-table to-private { route 10.0.1.0/24 -> appliance net.nva; }
}

claim there: net.public cannot send to net.private;
claim back:  net.private can send to net.public;
claim round: net.private cannot reach net.public;
