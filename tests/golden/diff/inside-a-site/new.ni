site vnet hub {
    prefix 10.1.0.0/16;
    subnet web 10.1.1.0/24;
    subnet db  10.1.2.0/24 { security-group sg; }
    security-group sg { inbound { 100 deny tcp port 22; } }
}
