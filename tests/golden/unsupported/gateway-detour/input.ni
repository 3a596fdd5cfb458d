# Routes of a GatewaySubnet are the same for both gateways; consent to forward is not.

site vnet hub {
    prefix 10.0.0.0/16;
    subnet GatewaySubnet 10.0.0.0/26 { route-table grt; }
    subnet work 10.0.2.0/24 { host a 10.0.2.4; }
    gateway expressroute er { address 10.0.0.4; }
    gateway vpn vpn { asn 65515; address 10.0.0.5; }
    route-table grt { route 10.0.2.0/24 -> appliance spoke.nva; }
}
site vnet spoke { prefix 10.1.0.0/16; appliance nva 10.1.9.4; host v 10.1.0.4; }
peering hub <-> spoke;
claim c: hub.work can reach spoke;
