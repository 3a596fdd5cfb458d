site onprem office {
    prefix 10.2.0.0/24;
    host pc 10.2.0.10;
    router a { asn 65021; }
    router b { asn 65021; }
    router c { asn 65021; }
    link a <-> a;
    link a <-> pc;
    link a <-> plant.ce;
    link a <-> d;
    link a <-> b { cost 10; }
    link office.b <-> office.a;
    link b <-> c { cost 0; }
    link a <-> c { cost 65536; }
}
site onprem plant {
    prefix 10.3.0.0/24;
    router ce { asn 65022; }
}
