site vnet hub {
    prefix 10.0.0/8, fd00::/x;
    host a 10.0.0.256;
    host b 10.0.0.01;
    host c fd00::12345;
}
