# An ExpressRoute gateway sends nothing over a peering that does not take forwarded traffic, by no route of its subnet (F25).

site vnet hub {
    prefix 10.0.0.0/16;
    subnet GatewaySubnet 10.0.0.0/26 { route-table grt; }
    subnet work 10.0.2.0/24 { host a 10.0.2.4; }
    gateway expressroute er { address 10.0.0.4; }
    route-table grt { route 10.0.2.0/24 -> appliance spoke.nva; }
}
site vnet spoke { prefix 10.1.0.0/16; appliance nva 10.1.9.4 { snat always; } host v 10.1.0.4; }
site onprem dc { prefix 10.50.0.0/16; host h 10.50.0.4; router r { asn 65010; address 10.50.0.1; } }
circuit c1;
connect hub.er <-> c1;
connect dc.r <-> c1;
peering hub <-> spoke { spoke { allow-forwarded-traffic off; } }
claim refused: dc cannot send to hub.work;
