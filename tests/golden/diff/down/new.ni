site vnet hub { prefix 10.1.0.0/16, 10.2.0.0/16; gateway vpn gw; }
site onprem office { prefix 10.9.0.0/16; router r { asn 65010; } }
site onprem plant { prefix 10.8.0.0/16; router r { asn 65020; } }
connect office.r <-> hub.gw;
connect plant.r <-> hub.gw;
claim reach: office can reach hub;
