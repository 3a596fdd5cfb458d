site vnet hub {
    prefix 10.10.0.0/24;
    host a 10.10.0.4;
    host b 10.10.0.5;
    host c 10.10.0.4;
}
site vnet other { prefix 10.10.0.0/24; host a 10.10.0.4; }
