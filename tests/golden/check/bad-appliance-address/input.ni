site vnet hub {
    prefix 10.10.0.0/24;
    gateway vpn gw { address 10.10.0.254; }
    host vm 10.10.0.4;
    appliance fw1 10.11.0.5;
    appliance fw2 10.10.0.4;
    appliance fw3 10.10.0.254;
    appliance fw4 10.10.0.7;
    load-balancer lb 10.10.0.7 { backend hub.fw1; }
    load-balancer lb2 10.12.0.7 { backend hub.fw1; }
}
