# A policy allows gateway transit on both halves of every peering. The half of a spoke, which has no gateway to share, is an
# error of the design (F18). What remains without it: transit-not-used.ni.
# Complaint: https://github.com/Azure/Azure-Landing-Zones/issues/3183
# Repaired: transit-not-used-repaired.ni

design transit-both-ends "gateway transit allowed on both ends of a peering";

site vnet hub      { prefix 10.1.0.0/16; gateway vpn gw; }
site vnet spoke    { prefix 10.2.0.0/16; host vm 10.2.0.4; }
site onprem office { prefix 10.9.0.0/16; host pc 10.9.0.20; router ce { asn 65010; } }

peering hub <-> spoke { hub { allow-gateway-transit; } spoke { allow-gateway-transit; } }
connect office.ce <-> hub.gw;

expect error F18;
