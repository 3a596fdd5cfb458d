# The route table of the GatewaySubnet sends the VNet to the Internet, where it is not.
circuit e0 {
}
connect v2.eg <-> e0 {
}
connect s1.r0 <-> e0 {
}
site vnet v2 {
    prefix 10.2.0.0/24;
    gateway expressroute eg {
    }
    route-table grt {
        route 10.2.0.0/24 -> internet;
    }
    subnet a 10.2.0.0/26 {
    }
    subnet GatewaySubnet 10.2.0.192/27 {
        route-table grt;
    }
}
site onprem s1 {
    prefix 10.101.1.0/24;
    router r0 {
        asn 65101;
    }
}
claim c6: no blackholes;
