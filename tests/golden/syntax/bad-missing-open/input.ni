site vnet hub
    prefix 10.0.0.0/24;
    host   vm 10.0.0.4;
    prefx  10.0.1.0/24;
}
circuit er1
    asn 12076;
}
matrix m
    columns hub spoke;
    hub . Y;
}
circuit er2
site vnet spoke { prefix 10.0.2.0/24; }
site vnet a b { prefix 10.0.3.0/24; }
