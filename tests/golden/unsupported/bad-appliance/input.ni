site vnet hub {
    prefix 10.10.0.0/24;
    appliance fw 10.10.0.5 { forwarding on; stateful tcp; rules { allow tcp port 443; deny any; } }
    load-balancer lb 10.10.0.6 { backend hub.fw; }
}
site onprem office { prefix 10.2.0.0/24; appliance fw 10.2.0.5; }
