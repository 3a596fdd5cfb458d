# The hub allows gateway transit, and the spoke does not ask for it: `use-remote-gateways` is off. Spoke and office have lost
# each other, both ways: neither has a route.
# Complaint: https://github.com/Azure/Azure-Landing-Zones/issues/3183
# Repaired: transit-not-used-repaired.ni

design transit-not-used "gateway transit allowed, and remote gateways not used";

site vnet hub      { prefix 10.1.0.0/16; gateway vpn gw; }
site vnet spoke    { prefix 10.2.0.0/16; host vm 10.2.0.4; }
site onprem office { prefix 10.9.0.0/16; host pc 10.9.0.20; router ce { asn 65010; } }

peering hub <-> spoke { hub { allow-gateway-transit; } }
connect office.ce <-> hub.gw;

claim spoke-office: spoke can reach office       { expect refuted; }
claim office-spoke: office can reach spoke       { expect refuted; }
claim announced:    office.ce learns 10.2.0.0/16 { expect refuted; }
claim hub-office:   hub can reach office;
claim hub-spoke:    hub can reach spoke;
