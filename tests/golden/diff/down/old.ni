# One site more; the other one has a new prefix. A tunnel fewer does not matter to anybody.
site vnet hub { prefix 10.1.0.0/16; gateway vpn gw; }
site onprem office { prefix 10.9.0.0/16; router r { asn 65010; } router r2 { asn 65010; } }
connect office.r <-> hub.gw;
connect office.r2 <-> hub.gw { office.r2 { local-preference 50; prepend 2; } }
claim reach: office can reach hub;
