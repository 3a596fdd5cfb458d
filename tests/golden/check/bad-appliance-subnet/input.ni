site vnet hub {
    prefix 10.0.0.0/16;
    gateway vpn gw;
    subnet GatewaySubnet 10.0.0.0/27;
    subnet AzureFirewallSubnet 10.0.1.0/26;
    subnet work 10.0.2.0/24 { host vm 10.0.2.4; security-group web; }
    appliance fw1 10.0.0.4;
    appliance fw2 10.0.1.4;
    appliance fw3 10.0.9.4;
    load-balancer lb 10.0.1.5 { backend vm; }
    security-group web { }
}
site onprem office { prefix 10.9.0.0/16; subnet lan 10.9.1.0/24 { security-group hub.web; } }
