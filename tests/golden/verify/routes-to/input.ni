# Where effective routes lead: every kind of next hop, active and overridden.
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
claim a1: spoke.web routes 10.1.0.0/16 to address 10.1.1.4;
claim a2: spoke.web routes 10.1.0.0/16 to peering invalid;
claim a3: spoke.free routes 10.1.0.0/16 to peering;
claim a4: spoke.free routes 10.9.0.0/16 to gateway;
claim a5: spoke.web routes 52.1.0.0/16 to service-endpoint;
claim a6: spoke.web routes 10.66.0.0/16 to none;
claim a7: spoke.web routes 10.9.0.0/24 to internet;
claim a8: spoke.web routes 10.2.0.0/16 to vnet;
claim a9: spoke.web does not route 10.0.0.0/8;
claim a10: spoke.free routes 10.0.0.0/8 to none;
claim a11: office.ce routes 10.2.0.0/16 to gateway;
claim a12: office.ce routes 10.2.0.0/16 through hub.gw;
claim a13: office.ce routes 10.2.0.0/16 to address 10.1.255.4;
claim a14: hub.gw routes 10.9.0.0/16 to address 10.9.0.1;
claim a15: spoke.web routes 10.1.0.0/16 through hub.fw;
claim a16: hub.gw routes 10.2.0.0/16 to peering;
claim a17: hub.gw routes 10.2.0.0/16 through spoke;
claim a18: office.ce does not route 10.2.0.0/16 when hub.gw down;
claim a19: hub.fw does not route 10.2.0.0/16;
