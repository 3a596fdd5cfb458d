# Nothing differs, but a claim could not be judged: the status is 3.
site vnet hub { prefix 10.1.0.0/16; gateway vpn gw; }
site onprem office { prefix 10.9.0.0/16; router r { asn 65010; } router s { asn 65010; } }
connect office.r <-> hub.gw;
connect office.s <-> hub.gw;
claim survives: office can reach hub under any 1 failure;
