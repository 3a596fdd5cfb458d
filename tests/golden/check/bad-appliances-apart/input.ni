# Appliances of a site with internal links, in subnets with different routers.
site onprem a {
    prefix 10.2.0.0/16;
    router r1 { asn 65021; }
    router r2 { asn 65021; }
    link r1 <-> r2;
    subnet s1 10.2.1.0/24 { router r1; }
    subnet s2 10.2.2.0/24 { router r2; }
    subnet s3 10.2.3.0/24;
    appliance f1 10.2.1.9 { asn 65031; }
    appliance f2 10.2.2.9 { asn 65032; }
    appliance f3 10.2.1.10 { asn 65033; }
    appliance f4 10.2.3.4 { asn 65034; }
}
connect a.f1 <-> a.f2;
connect a.f1 <-> a.f3;
connect a.f2 <-> a.f4;
