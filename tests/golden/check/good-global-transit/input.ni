profile azure-current;
site vnet hub { region east-us; prefix 10.10.0.0/24; gateway vpn gw { asn 65010; } }
site vnet spoke { region west-us; prefix 10.11.0.0/24; }
peering hub <-> spoke {
    hub   { allow-gateway-transit; }
    spoke { use-remote-gateways; }
}
