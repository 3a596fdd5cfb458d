site vnet hub {
    prefix 10.10.0.0/24;
    host vm 10.10.0.4;
    gateway vpn gw;
    load-balancer lb1 10.10.0.6;
    load-balancer lb2 10.10.0.7 { backend spoke.vm; }
    load-balancer lb3 10.10.0.8 { backend hub.gw, hub.vn; }
    load-balancer lb4 10.10.0.9 { backend hub.vm, hub.vm; }
}
site vnet spoke { prefix 10.11.0.0/24; host vm 10.11.0.4; }
claim a: hub.lb4 can reach spoke;
