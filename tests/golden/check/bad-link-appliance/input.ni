# What stands in one subnet of a site with internal links is out of direct reach of the others.
site onprem office {
    prefix 10.2.0.0/16;
    subnet a 10.2.1.0/24 { router r1; route-table to-fw; }
    subnet b 10.2.2.0/24 { router r2; }
    route-table to-fw { route 10.0.0.0/8 -> appliance fw; }
    appliance fw 10.2.2.4 { asn 65030; forwarding on; }
    appliance ids 10.2.1.4 { asn 65030; forwarding on; }
    router r1 { asn 65021; }
    router r2 { asn 65021; address 10.2.0.2; }
    link r1 <-> r2;
}
connect office.fw <-> office.r1;
connect office.fw <-> office.r2 { office.r2 { policy in far; } }
connect office.fw <-> office.ids;
policy far { permit set next-hop 10.2.0.2; }
