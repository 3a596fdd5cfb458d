site vnet hub {
    prefix 10.1.0.0/16;
    subnet GatewaySubnet 10.1.255.0/24;
    subnet fws 10.1.1.0/24;
    gateway vpn gw { address 10.1.255.4; }
    appliance fw 10.1.1.4;
}
site vnet spoke {
    prefix 10.2.0.0/16;
    subnet web 10.2.1.0/24 { route-table rt; host vm 10.2.1.4; service-endpoint 52.1.0.0/16; }
    subnet free 10.2.2.0/24 { host vm2 10.2.2.4; }
    route-table rt { route 10.1.0.0/16 -> appliance hub.fw; route 0.0.0.0/0 -> appliance hub.fw; route 10.66.0.0/16 -> none; route 10.9.0.0/24 -> internet; }
}
site onprem office { prefix 10.9.0.0/16; router ce { asn 65010; address 10.9.0.1; } }
peering hub <-> spoke { hub { allow-gateway-transit; } spoke { use-remote-gateways; } }
connect office.ce <-> hub.gw;
claim b1: spoke.web routes 10.1.0.0/16 to peering;
claim b2: spoke.web does not route 10.1.0.0/16;
claim b3: spoke.free routes 10.1.0.0/16 to peering invalid;
claim b4: office.ce routes 10.2.0.0/16 to gateway under any 1 failure;
claim b5: spoke.web routes 10.0.0.0/8 to none invalid;
claim b6: spoke.free routes 10.9.0.0/16 through hub.fw;
claim b7: spoke.free routes 10.9.0.0/16 to address 10.1.1.4;
claim b8: spoke.web routes 10.1.0.0/16 through hub.fw, hub.gw;
claim b9: spoke.web routes 10.66.0.0/16 to vnet invalid;
claim b10: spoke.free routes 10.77.0.0/16 to none;
claim b11: hub.fw routes 10.2.0.0/16 to peering;
