site vnet hub      { prefix 10.1.0.0/16; host vm 10.1.0.4; appliance fw 10.1.0.5 { instances 2; } gateway vpn gw; }
site vnet spoke    { prefix 10.2.0.0/16; host web 10.2.0.4; }
site onprem office { prefix 10.9.0.0/16; host pc 10.9.0.20; router ce { asn 65010; } }
site onprem lab    { prefix 10.8.0.0/16; router r { asn 65011; } }
peering hub <-> spoke { hub { allow-gateway-transit; } spoke { use-remote-gateways; } }
connect office.ce <-> hub.gw;
connect lab.r <-> hub.gw { down; }
claim nobody: hub cannot send to 10.77.0.1;
