site onprem office {
    prefix 10.2.0.0/24;
    router a { asn 65021; }
    router b { asn 65021; }
    link a <-> b { cost 1; cost 2; }
}
