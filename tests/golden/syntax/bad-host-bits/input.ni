site vnet hub {
    prefix 10.1.2.3/24, fd00::1/64;
}
let corp = 10.1.0.0/8;
