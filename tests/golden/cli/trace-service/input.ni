design small "two networks and an office on one circuit";

site vnet hub {
    prefix 10.10.0.0/24;
    host vm 10.10.0.4;
    gateway expressroute er-gw { address 10.10.0.132; }
}
site vnet spoke { prefix 10.11.0.0/24; host vm 10.11.0.4; }
site onprem office {
    prefix 10.2.0.0/24;
    host pc 10.2.0.10;
    router ce { asn 65021; }
}
circuit er1 { asn 12076; }

peering hub <-> spoke {
    hub   { allow-gateway-transit; }
    spoke { use-remote-gateways; }
}
connect hub.er-gw <-> er1;
connect office.ce <-> er1.primary;
connect office.ce <-> er1.secondary;

group clouds = hub, spoke;
group everyone = hub, spoke, office;
