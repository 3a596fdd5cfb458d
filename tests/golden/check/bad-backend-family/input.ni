site vnet hub {
    prefix 10.0.0.0/16, fd00:1::/48;
    host v6 fd00:1::9;
    appliance fw fd00:1::4;
    load-balancer lb 10.0.0.10 { backend v6, fw; }
}
