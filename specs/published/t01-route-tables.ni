# User routes beside system, peering, gateway and service endpoint routes: which of them a subnet follows.
# Published: MicrosoftDocs/azure-docs, articles/virtual-network/virtual-networks-udr-overview.md. The table that the
# article prints for each subnet is what `nicc routes` prints, and what the claims about routes say; the others are what
# follows for packets. Two differences: the article calls the gateway's routes `Default`, nicc, like effective route
# tables, `VirtualNetworkGateway`; and its table of Subnet2 leaves out 172.16.0.0/12, which Subnet2 has like the other
# reserved ranges (F2).

design t01-route-tables "Route tables: two VNets, one appliance";

site vnet vnet1 {
    prefix 10.0.0.0/16;
    subnet subnet1 10.0.0.0/24 {
        route-table through-appliance;
        service-endpoint 20.60.0.0/16;
    }
    subnet subnet2       10.0.1.0/24;
    subnet appliances    10.0.100.0/24;
    subnet GatewaySubnet 10.0.255.0/27;

    appliance fw 10.0.100.4;
    gateway vpn gw;
    route-table through-appliance {
        route 10.0.0.0/16              -> appliance vnet1.fw;
        route 10.0.0.0/24              -> vnet;
        route 10.1.0.0/16, 10.2.0.0/16 -> none;
        route 10.10.0.0/16             -> appliance vnet1.fw;
        route 0.0.0.0/0                -> appliance vnet1.fw;
    }
}
site vnet vnet2  { prefix 10.1.0.0/16, 10.2.0.0/16; }
site onprem corp { prefix 10.10.0.0/16; router r { asn 65010; } }

peering vnet1 <-> vnet2;
connect vnet1.gw <-> corp.r { bgp; }

claim subnet1-to-vnet2: vnet1.subnet1 cannot send to vnet2;
claim subnet2-to-vnet2: vnet1.subnet2 can reach vnet2;
# The reply is dropped by the route to next hop None (derived).
claim vnet2-to-subnet1:   vnet2 can send to vnet1.subnet1;
claim vnet2-gets-nothing: vnet2 cannot reach vnet1.subnet1;
claim subnet1-to-corp:    vnet1.subnet1 can send to corp via vnet1.fw, vnet1.gw;
claim subnet2-to-corp:    path from vnet1.subnet2 to corp is vnet1.gw, corp.r;
claim subnet1-inside:     path from vnet1.subnet1 to vnet1.subnet2 is vnet1.fw;
claim subnet1-to-storage: vnet1.subnet1 can reach 20.60.0.1 avoiding vnet1.fw;
claim subnet1-to-web:     vnet1.subnet1 can send to 13.107.21.200 via vnet1.fw;
claim subnet2-to-web:     vnet1.subnet2 can reach 13.107.21.200 avoiding vnet1.fw;
# Unlisted private addresses: dropped by the reserved routes in Subnet2; in Subnet1 these routes are gone (F11).
claim subnet2-unlisted: vnet1.subnet2 cannot send to 172.31.0.100;

# The routes that are told by name.
claim gateway-route:  vnet1.subnet1 learns 10.10.0.0/16 from vnet1.gw;
claim gateway-unused: vnet1.subnet1 selects 10.10.0.0/16 from vnet1.gw { expect refuted; }
claim gateway-used:   vnet1.subnet2 selects 10.10.0.0/16 from vnet1.gw;
