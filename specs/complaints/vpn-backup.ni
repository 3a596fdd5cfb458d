# A circuit, and a tunnel as its backup. The router prefers the circuit, but only as heard from one of its two devices. All
# is well until this device fails: then the router sees paths of equal length by circuit and tunnel and uses both, while the
# VNet still prefers the circuit. Nobody had tried it.
# Complaint: https://github.com/AviatrixSystems/Docs/pull/285
# Repaired: vpn-backup-repaired.ni

design vpn-backup "a tunnel as the backup of a circuit, asymmetric after one failure";

site vnet hub {
    prefix  10.1.0.0/16;
    host    vm 10.1.0.4;
    gateway vpn          vpn-gw;
    gateway expressroute er-gw;
}
site onprem office { prefix 10.9.0.0/16; host pc 10.9.0.20; router ce { asn 65010; } }
circuit er;

connect hub.er-gw <-> er;
connect office.ce <-> er.primary { office.ce { local-preference 200; } }
connect office.ce <-> er.secondary;
connect office.ce <-> hub.vpn-gw;

claim reachable:   office can reach hub under any 2 failures of devices;
claim same-way:    office and hub are symmetric;
claim after-one:   office and hub are symmetric under any 1 failure          { expect refuted; }
claim after-links: office and hub are symmetric under any 1 failure of links { expect refuted; }
