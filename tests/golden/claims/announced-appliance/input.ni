# Any prefix may come in, so one that holds the appliance and is longer than its subnet: the reply does not come back.
site onprem office {
    prefix 10.101.0.0/24;
    router r0 {
        asn     65101;
        address 10.101.0.250;
    }
    appliance nva 10.101.0.140;
    subnet n 10.101.0.128/26;
}

site onprem partner {
    prefix 10.100.0.0/24;
    router ce { asn 65100; }
}

connect office.r0 <-> partner.ce {
    partner.ce { may-advertise 10.0.0.0/8 le 32; }
}

claim reply: office.nva can reach 10.101.0.250;
