# The same network with its declarations in another order, a set in place of prefixes and one claim more.
design net;
site vnet hub { prefix 10.1.0.0/16; gateway vpn gw; }
site onprem office { prefix 10.9.0.0/16; router r { asn 65010; } }
connect office.r <-> hub.gw { office.r { advertise 10.9.0.0/16; } }
claim reach: office can reach hub;
