circuit er1 { asn 4294967296; }
site onprem dc {
    prefix 10.2.0.0/16;
    link a <-> b { cost 99999999999999999999; delay 7200s; }
}
