site vnet hub { prefix 10.1.0.0/16; gateway vpn gw; }
site onprem office { prefix 10.9.0.0/16; router r { asn 65010; } router s { asn 65010; } }
connect office.r <-> hub.gw { office.r { prepend 2; } }
connect office.s <-> hub.gw { office.s { local-preference 200; } }
