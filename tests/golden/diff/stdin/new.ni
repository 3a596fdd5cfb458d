design net;
let own-net = 10.9.0.0/16;
connect hub.gw <-> office.r { office.r { advertise own-net; } }
site onprem office { prefix own-net; router r { asn 65010; } }
site vnet hub { gateway vpn gw; prefix 10.1.0.0/16; }
claim reach: office can reach hub;
claim back:  hub can reach office;
