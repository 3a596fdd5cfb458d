# The reply is lost in the new design: the office no longer hears of the VNet, whose packets still arrive.
design oneway;
site vnet hub { prefix 10.1.0.0/16; host vm 10.1.0.4; gateway vpn gw; }
site onprem office { prefix 10.9.0.0/16; host pc 10.9.0.20; router r { asn 65010; } }
site onprem depot  { prefix 10.8.0.0/16; router r { asn 65020; } }
connect office.r <-> hub.gw;
connect depot.r <-> hub.gw;
claim reach: hub can reach office;
claim send:  hub can send to office;
