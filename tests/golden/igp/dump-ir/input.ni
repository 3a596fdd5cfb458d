site onprem campus {
    prefix 10.2.0.0/16;
    subnet lab    10.2.1.0/24 { router r1; }
    subnet office 10.2.2.0/24;
    router r1 { asn 65021; originate 10.2.1.0/24; }
    router r2 { asn 65021; originate 10.2.1.128/25, 10.0.0.0/8; }
    link r1 <-> r2 { cost 10; }
}
