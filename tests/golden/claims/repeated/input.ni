site vnet hub    { prefix 10.1.0.0/16; host vm 10.1.0.4; host db 10.1.0.5; gateway vpn gw; }
site vnet spoke  { prefix 10.2.0.0/16; host web 10.2.0.4; }
site vnet other  { prefix 10.3.0.0/16; }
site onprem office { prefix 10.9.0.0/16; host pc 10.9.0.20; router ce { asn 65010; } router c2 { asn 65010; } }
peering hub <-> spoke { hub { allow-gateway-transit; } spoke { use-remote-gateways; } }
peering hub <-> other;
connect office.ce <-> hub.gw;
connect office.c2 <-> hub.gw;
group spokes = spoke, other;
# the same
claim same-1:    hub can reach spoke;
claim same-2:    hub can reach 10.2.0.0/16 under any 0 failures;
claim same-3:    { hub } can reach { spoke, spoke } on any;
claim apart-1:   spoke and other are isolated;
claim apart-2:   other and spoke are isolated;
claim told-1:    office.ce learns 10.1.0.0/16 from hub.gw;
claim told-2:    office.ce learns 10.1.0.0/16 from office.ce<->hub.gw;
claim told-3:    office.ce learns 10.1.0.0/16 from hub.gw with as-path 65515;
# not the same
claim turned:    spoke can reach hub;
claim some:      hub can send to spoke;
claim tcp:       hub can reach spoke on tcp { severity high; }
claim test:      hub can reach spoke { expect refuted; }
claim down:      hub can reach spoke when office.ce down;
claim both-ways: spoke and hub are symmetric;
claim both-back: hub and spoke are symmetric;
