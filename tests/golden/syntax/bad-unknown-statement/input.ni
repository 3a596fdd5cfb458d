sit vnet hub { prefix 10.0.0.0/24; }
site vnet spoke {
    prefx 10.0.1.0/24;
    router ce { asn 65001; }
}
connect hub.gw <-> er1 {
    dwon;
    dlay 5ms;
}
matrix m {
    hub   . Y;
    spoke Y .;
}
