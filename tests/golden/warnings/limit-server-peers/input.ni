# F162
site vnet hub {
    prefix 10.10.0.0/16;
    route-server rs;
    appliance n0 10.10.0.10 { asn 65001; }
    appliance n1 10.10.0.11 { asn 65002; }
    appliance n2 10.10.0.12 { asn 65003; }
    appliance n3 10.10.0.13 { asn 65004; }
    appliance n4 10.10.0.14 { asn 65005; }
    appliance n5 10.10.0.15 { asn 65006; }
    appliance n6 10.10.0.16 { asn 65007; }
    appliance n7 10.10.0.17 { asn 65008; }
    appliance n8 10.10.0.18 { asn 65009; }
}
connect hub.n0 <-> hub.rs;
connect hub.n1 <-> hub.rs;
connect hub.n2 <-> hub.rs;
connect hub.n3 <-> hub.rs;
connect hub.n4 <-> hub.rs;
connect hub.n5 <-> hub.rs;
connect hub.n6 <-> hub.rs;
connect hub.n7 <-> hub.rs;
connect hub.n8 <-> hub.rs;
