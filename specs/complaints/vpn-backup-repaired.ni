# vpn-backup.ni, repaired: the router prefers the circuit whichever device it hears.

design vpn-backup-repaired "a tunnel as the backup of a circuit";

site vnet hub {
    prefix  10.1.0.0/16;
    host    vm 10.1.0.4;
    gateway vpn          vpn-gw;
    gateway expressroute er-gw;
}
site onprem office { prefix 10.9.0.0/16; host pc 10.9.0.20; router ce { asn 65010; } }
circuit er;

connect hub.er-gw <-> er;
connect office.ce <-> er.primary   { office.ce { local-preference 200; } }
connect office.ce <-> er.secondary { office.ce { local-preference 200; } }
connect office.ce <-> hub.vpn-gw;

claim reachable:   office can reach hub under any 2 failures of devices;
claim same-way:    office and hub are symmetric;
claim after-one:   office and hub are symmetric under any 1 failure;
claim after-two:   office and hub are symmetric under any 2 failures;
claim backup-used: path from office to hub is office.ce, hub.vpn-gw when er down;
