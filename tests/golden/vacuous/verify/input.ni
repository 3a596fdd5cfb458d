# Proofs that speak of nothing, each beside one that speaks of something.
site vnet hub      { prefix 10.1.0.0/16; host vm 10.1.0.4; appliance fw 10.1.0.5 { instances 2; } gateway vpn gw; }
site vnet spoke    { prefix 10.2.0.0/16; host web 10.2.0.4; }
site onprem office { prefix 10.9.0.0/16; host pc 10.9.0.20; router ce { asn 65010; } }
site onprem lab    { prefix 10.8.0.0/16; router r { asn 65011; } }
peering hub <-> spoke { hub { allow-gateway-transit; } spoke { use-remote-gateways; } }
connect office.ce <-> hub.gw;
connect lab.r <-> hub.gw { down; }

# nobody holds the address
claim nobody-1:     hub cannot send to 10.77.0.1;
claim nobody-2:     hub and 10.77.0.0/16 are isolated;
claim somebody:     hub cannot reach { 10.77.0.0/16, lab };

# an end is always down
claim end-down-1:   spoke cannot reach hub.vm when hub down;
claim end-down-2:   office cannot send to hub.fw when hub.fw down;
claim end-down-3:   { hub, spoke } and office are isolated when office down;
claim not-the-end:  spoke cannot reach office when hub.gw down;
claim one-of-them:  hub and { spoke, lab } are isolated when spoke down;

# nothing is delivered
claim no-delivery:  lab reaches hub only via hub.gw;
claim no-path:      path from lab to hub is direct under any 1 failure;
claim no-reply:     lab and hub are symmetric;

# routes
claim table-down:   office.ce does not learn 10.1.0.0/16 when office.ce down;
claim no-prefix:    office.ce does not learn 10.1.1.0/24;
claim no-session-1: lab.r does not learn 10.1.0.0/16 from hub.gw;
claim no-session-2: hub.gw does not advertise 10.1.0.0/16 to office.ce when office.ce<->hub.gw down;
claim no-session-3: office.ce does not learn 10.1.0.0/16 from lab.r;
claim cut-off:      lab.r does not learn 10.1.0.0/16;
claim split:        office.ce does not learn 10.8.0.0/16 from hub.gw;
