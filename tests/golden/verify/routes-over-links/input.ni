# Two tunnels between the same ends are told apart by their names.
site vnet hub { prefix 10.1.0.0/16; gateway vpn gw; }
site onprem shop { prefix 10.9.0.0/16; router r { asn 65001; } }
connect shop.r <-> hub.gw;
connect shop.r <-> hub.gw backup { shop.r { local-preference 50; advertise none; } }
claim a: shop.r learns 10.1.0.0/16 from backup;
claim b: shop.r selects 10.1.0.0/16 from shop.r<->hub.gw;
claim c: shop.r does not advertise 10.9.0.0/16 to backup;
claim d: hub.gw does not learn 10.9.0.0/16 from backup;
claim e: shop.r selects 10.1.0.0/16 from backup when shop.r<->hub.gw down;
claim f: shop.r selects 10.1.0.0/16 from backup { expect refuted; }
