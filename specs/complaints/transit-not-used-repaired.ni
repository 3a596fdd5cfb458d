# transit-not-used.ni, repaired: one flag on each half, and no other.

design transit-not-used-repaired "gateway transit allowed by the hub and used by the spoke";

site vnet hub      { prefix 10.1.0.0/16; gateway vpn gw; }
site vnet spoke    { prefix 10.2.0.0/16; host vm 10.2.0.4; }
site onprem office { prefix 10.9.0.0/16; host pc 10.9.0.20; router ce { asn 65010; } }

peering hub <-> spoke { hub { allow-gateway-transit; } spoke { use-remote-gateways; } }
connect office.ce <-> hub.gw;

claim spoke-office: spoke can reach office via hub.gw;
claim office-spoke: office can reach spoke via hub.gw;
claim announced:    office.ce learns 10.2.0.0/16 from hub.gw;
claim hub-office:   hub can reach office;
claim hub-spoke:    hub can reach spoke;
