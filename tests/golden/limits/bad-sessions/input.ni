site vnet v { prefix 10.1.0.0/16; gateway vpn g; }
site onprem a {
    prefix 10.0.0.0/16;
    router r { asn 65001; }
    router s { asn 65001; }
    router t { asn 65001; }
}
connect a.r <-> v.g;
