# Forced tunnelling for two of three subnets: a default site on the gateway, and user routes to the gateway.
# Published: MicrosoftDocs/azure-docs, articles/vpn-gateway/vpn-gateway-forced-tunneling-rm.md. The page states this
# intention; its printed steps set only the default site.

design t06-forced-tunnelling "Forced tunnelling per subnet";

site vnet multitier {
    prefix  10.1.0.0/16;
    subnet  frontend      10.1.0.0/24;
    subnet  midtier       10.1.1.0/24 { route-table tunnelled; }
    subnet  backend       10.1.2.0/24 { route-table tunnelled; }
    subnet  GatewaySubnet 10.1.255.0/27;
    gateway vpn gw { default-site to-hq; }
    route-table tunnelled { route 0.0.0.0/0 -> gateway; }
}
site onprem hq      { prefix 192.168.1.0/24; router r { default-route; } }
site onprem branch1 { prefix 192.168.2.0/24; router r; }
site onprem branch2 { prefix 192.168.3.0/24; router r; }
site onprem branch3 { prefix 192.168.4.0/24; router r; }

connect multitier.gw <-> hq.r to-hq {
    static;
    multitier.gw { static 192.168.1.0/24; }
    hq.r         { static 10.1.0.0/16; }
}
connect multitier.gw <-> branch1.r {
    static;
    multitier.gw { static 192.168.2.0/24; }
    branch1.r    { static 10.1.0.0/16; }
}
connect multitier.gw <-> branch2.r {
    static;
    multitier.gw { static 192.168.3.0/24; }
    branch2.r    { static 10.1.0.0/16; }
}
connect multitier.gw <-> branch3.r {
    static;
    multitier.gw { static 192.168.4.0/24; }
    branch3.r    { static 10.1.0.0/16; }
}

group tunnelled-subnets = multitier.midtier, multitier.backend;

claim frontend-web:      multitier.frontend can reach internet avoiding multitier.gw;
claim frontend-hq:       path from multitier.frontend to hq is multitier.gw, hq.r;
claim frontend-branch:   path from multitier.frontend to branch1 is multitier.gw, branch1.r;
claim frontend-unlisted: multitier.frontend cannot send to 10.9.9.9;
claim frontend-to-hq:    multitier.frontend can reach hq;

claim tunnelled-web:    tunnelled-subnets can reach internet via multitier.gw, hq.r;
claim tunnelled-hq:     tunnelled-subnets can reach hq via multitier.gw, hq.r;
claim tunnelled-branch: tunnelled-subnets can reach branch1 via multitier.gw, branch1.r;
# 10.9.9.9 goes to HQ as well, which has no such address; `nicc trace` shows the way (derived from F11).
claim tunnelled-unlisted: tunnelled-subnets cannot send to 10.9.9.9;
