site vnet hub {
    prefix 10.10.0.0/24;
    host vm 10.10.0.4;
    appliance fw 10.10.0.5;
    load-balancer lb 10.10.0.6 { backend hub.fw; }
}
site vnet spoke { prefix 10.11.0.0/24; }
peering hub <-> spoke;
claim a: hub can reach spoke via hub.vm;
claim b: path from hub to spoke is hub.lb;
claim c: hub can reach spoke when hub.lb down;
claim d: 10.10.0.6 can reach spoke;
claim e: 172.31.0.0/16 can reach spoke;
claim f: hub.vm learns 10.11.0.0/24;
claim g: hub.fw does not learn 10.11.0.0/24;
