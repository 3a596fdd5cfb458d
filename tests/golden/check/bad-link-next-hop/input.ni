# In a site with links a route table sends to a router of its own subnet.
site onprem office {
    prefix 10.2.0.0/16;
    subnet a 10.2.1.0/24 { router r1; route-table to-far; }
    subnet b 10.2.2.0/24 { router r1, r2; route-table to-near; }
    route-table to-far { route 10.0.0.0/8 -> address 10.2.0.2; }
    route-table to-near { route 10.0.0.0/8 -> address 10.2.0.2; }
    router r1 { asn 65021; address 10.2.0.1; }
    router r2 { asn 65021; address 10.2.0.2; }
    link r1 <-> r2;
}
