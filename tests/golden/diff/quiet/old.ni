# Another way is no difference, and not shown with -q.
site vnet hub { prefix 10.1.0.0/16; gateway vpn gw; }
site onprem office { prefix 10.9.0.0/16; router r { asn 65010; } router s { asn 65010; } }
connect office.r <-> hub.gw { office.r { local-preference 200; } }
connect office.s <-> hub.gw { office.s { prepend 2; } }
