design refuted "a spoke that the office cannot reach, and a claim that was to be refuted";
site vnet hub      { prefix 10.1.0.0/16; gateway vpn gw; }
site vnet spoke    { prefix 10.2.0.0/16; host web 10.2.0.4; }
site onprem office { prefix 10.9.0.0/16; host pc 10.9.0.20; router ce { asn 65010; } }
peering hub <-> spoke;
connect office.ce <-> hub.gw;
claim office-uses-web: office can reach spoke;
claim too-good:        office can reach hub { expect refuted; }
claim wrong-route:     office.ce learns 10.2.0.0/16 from hub.gw;
