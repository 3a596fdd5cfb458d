# Source translation brings replies back to who translated, so it makes symmetric what routes alone do not; but only where it
# takes place. Both firewalls see the destinations of `plain` as private and leave their sources alone.

design translated "symmetric by source translation";

site vnet hub {
    prefix 10.1.0.0/16;
    subnet inspection 10.1.0.0/24;
    appliance fw     10.1.0.4 { snat always; }
    appliance fw-net 10.1.0.5 { snat 10.0.0.0/8; }
}
site vnet client {
    prefix 10.2.0.0/16;
    subnet work 10.2.1.0/24 { route-table out; host vm 10.2.1.4; }
    route-table out {
        route 10.3.0.0/16 -> appliance hub.fw;
        route 10.4.0.0/16 -> appliance hub.fw-net;
    }
}
site vnet hidden { prefix 10.3.0.0/16; host vm 10.3.0.4; }
site vnet plain  { prefix 10.4.0.0/16; host vm 10.4.0.4; }

peering hub    <-> client { client { allow-forwarded-traffic; } }
peering hub    <-> hidden { hidden { allow-forwarded-traffic; } }
peering hub    <-> plain  { plain { allow-forwarded-traffic; } }
peering client <-> hidden;
peering client <-> plain;

claim hidden-works:  client can reach hidden via hub.fw;
claim hidden-site:   client and hidden are symmetric at site;
claim hidden-link:   client and hidden are symmetric at link under any 1 failure;
claim hidden-device: client and hidden are symmetric at device;
claim plain-works:   client can reach plain via hub.fw-net;
claim plain-site:    client and plain are symmetric at site                     { expect refuted; }
claim plain-link:    client and plain are symmetric at link under any 1 failure { expect refuted; }
claim plain-device:  client and plain are symmetric at device                   { expect refuted; }
