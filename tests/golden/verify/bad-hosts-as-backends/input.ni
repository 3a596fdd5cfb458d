# A host behind a load balancer takes what is for it and passes nothing on (F127).

site vnet spoke {
    prefix 10.1.0.0/24;
    subnet a 10.1.0.0/25 { route-table rt; host v 10.1.0.4; }
    subnet b 10.1.0.128/25 { host w 10.1.0.132; }
    route-table rt { route 10.1.0.128/25, 10.2.0.0/24 -> appliance lb; }
    load-balancer lb 10.1.0.100 { backend w; }
}
site vnet other { prefix 10.2.0.0/24; host x 10.2.0.4; }
peering spoke <-> other;

claim itself:   spoke.a can reach spoke.w;
claim front:    spoke.a can reach spoke.lb;
claim others:   spoke.a can send to spoke.b;
claim far:      spoke.a cannot send to other;
