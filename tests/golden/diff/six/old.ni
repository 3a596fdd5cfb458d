# Both address families of a site; one loses its way.
site vnet hub { prefix 10.1.0.0/16, 2001:db8:1::/48; gateway vpn gw; }
site onprem office { prefix 10.9.0.0/16, 2001:db8:9::/48; router r { asn 65010; } }
connect office.r <-> hub.gw { office.r { advertise 10.9.0.0/16, 2001:db8:9::/48; } }
