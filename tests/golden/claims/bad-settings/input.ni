site vnet hub   { prefix 10.1.0.0/16; gateway expressroute er-gw; }
site vnet spoke { prefix 10.2.0.0/16; }
peering hub <-> spoke;
claim both:  hub can reach spoke when spoke->hub use-remote-gateways on and when spoke->hub use-remote-gateways off;
claim twice: hub can reach spoke when hub.er-gw accept-remote-vnets on and when hub.er-gw accept-remote-vnets on;
claim apart: hub can reach spoke when spoke->hub use-remote-gateways on and when hub->spoke use-remote-gateways off;
