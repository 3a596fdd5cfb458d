# Two sites meet through an appliance and a Route Server with branch-to-branch (F86, F89).
site vnet hub {
    prefix 10.10.0.0/16;
    subnet vms 10.10.1.0/24;
    subnet dmz 10.10.2.0/24;
    host vm 10.10.1.4;
    gateway expressroute er-gw;
    route-server rs { branch-to-branch; address 10.10.3.4, 10.10.3.5; }
    appliance nva 10.10.2.4 { asn 65001; stateful off; }
}
site vnet spoke { prefix 10.11.0.0/16; host vm 10.11.0.4; }
peering hub <-> spoke {
    hub { allow-gateway-transit; }
    spoke { use-remote-gateways; allow-forwarded-traffic; }
}
site onprem branch { prefix 10.2.0.0/24; host pc 10.2.0.4; router ce { asn 65021; } }
site onprem plant { prefix 10.3.0.0/24; host pc 10.3.0.4; router ce { asn 65022; } }
circuit er1;
connect hub.er-gw <-> er1;
connect plant.ce <-> er1;
connect hub.nva <-> hub.rs { hub.nva { advertise all; } }
connect hub.nva <-> branch.ce { hub.nva { advertise all; } }
claim vnet: hub.vm can reach branch via hub.nva;
claim spoke: spoke can reach branch via hub.nva;
claim transit: plant can reach branch via hub.er-gw, hub.nva;
claim redundant: plant can reach branch under any 1 failure of circuits { expect refuted; }
claim learns: plant.ce learns 10.2.0.0/24 from er1.primary with as-path 12076 65001 65021;
claim told: branch.ce learns 10.3.0.0/24 from hub.nva with as-path 65001 65515 12076 65022;
claim direct: spoke learns 10.2.0.0/24 from hub.nva;
claim rs: spoke can reach branch when hub.rs down { expect refuted; }
