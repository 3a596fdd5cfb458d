# What each granularity of `symmetric` tells apart. `office` prefers its first tunnel, the hub the second one; `plant` uses both
# devices of its circuit; `depot` reaches the hub over another site, and the hub answers directly; `shop` has one way only.

design granularity "symmetric at site, at link and at device";

site vnet hub {
    prefix  10.1.0.0/16;
    host    vm 10.1.0.4;
    gateway vpn          vpn-gw;
    gateway expressroute er-gw;
}
site onprem office {
    prefix 10.9.0.0/16;
    router r1 { asn 65010; }
    router r2 { asn 65010; }
}
site onprem plant { prefix 10.8.0.0/16; router ce { asn 65020; } }
site onprem depot { prefix 10.7.0.0/16; router ce { asn 65030; } }
site onprem relay { prefix 10.6.0.0/16; router ce { asn 65040; } }
site onprem shop  { prefix 10.5.0.0/16; router ce { asn 65050; } }
circuit er;

connect office.r1 <-> hub.vpn-gw { office.r1 { local-preference 200; prepend 2; } }
connect office.r2 <-> hub.vpn-gw;
connect plant.ce  <-> er;
connect hub.er-gw <-> er;
connect depot.ce  <-> relay.ce { depot.ce { local-preference 200; } relay.ce { advertise all; } }
connect depot.ce  <-> hub.vpn-gw;
connect relay.ce  <-> hub.vpn-gw;
connect shop.ce   <-> hub.vpn-gw;

claim office-site:   office and hub are symmetric at site;
claim office-link:   office and hub are symmetric at link   { expect refuted; }
claim office-device: office and hub are symmetric at device { expect refuted; }

claim plant-site:   plant and hub are symmetric at site under any 1 failure;
claim plant-link:   plant and hub are symmetric at link under any 1 failure;
claim plant-device: plant and hub are symmetric at device { expect refuted; }
claim plant-one:    plant and hub are symmetric at device when er.secondary down;

claim depot-site:   depot and hub are symmetric at site   { expect refuted; }
claim depot-link:   depot and hub are symmetric at link   { expect refuted; }
claim depot-device: depot and hub are symmetric at device { expect refuted; }
claim depot-direct: depot and hub are symmetric at device when relay down;

claim shop-site:   shop and hub are symmetric at site under any 2 failures;
claim shop-link:   shop and hub are symmetric at link under any 2 failures;
claim shop-device: shop and hub are symmetric at device under any 2 failures;
