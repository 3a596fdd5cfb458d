# A partner may announce the office's space; in the new design he may not.
design open-ends;
site vnet hub { prefix 10.1.0.0/16; gateway vpn gw; }
site onprem office { prefix 10.9.0.0/16; router r { asn 65010; } }
site onprem partner { prefix 10.8.0.0/16; router edge { asn 65020; } }
connect office.r <-> hub.gw;
connect partner.edge <-> hub.gw { partner.edge { may-advertise 10.9.0.0/16; } }
claim works: hub can reach office;
