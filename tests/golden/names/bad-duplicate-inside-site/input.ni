site onprem office {
    prefix 10.2.0.0/24;
    host ce 10.2.0.10;
    router ce { asn 65021; }
    host pc 10.2.0.11;
    host pc 10.2.0.12;
}
