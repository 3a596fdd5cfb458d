site vnet hub {
    prefix 10.10.0.0/24;
    subnet workload 10.10.0.0/26;
    subnet GatewaySubnet 10.10.0.128/26;
    subnet apps 10.10.0.64/26 { host vm 10.10.0.70; service-endpoint 20.0.0.0/16; }
}
