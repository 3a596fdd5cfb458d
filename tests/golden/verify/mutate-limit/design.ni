design small "a hub, an office on two tunnels: one claim of each verdict";

site vnet hub      { prefix 10.1.0.0/16; host vm 10.1.0.4; gateway vpn gw; }
site onprem office { prefix 10.9.0.0/16; host pc 10.9.0.20; router ce { asn 65010; } router spare { asn 65010; } }
connect office.ce <-> hub.gw;
connect office.spare <-> hub.gw;

claim connected: hub can reach office within 3 hops;
claim survives:  hub can reach office under any 1 failure of links;
claim twice:     hub can reach office under any 2 failures of links { expect refuted; }
claim settled:   routing is stable under any 2 failures;
