# A firewall and a load balancer publish a machine: what is sent to them ends at it.

site vnet hub {
    prefix 10.0.0.0/24;
    appliance fw 10.0.0.4 {
        public 20.9.9.9;
        rules {
            dnat tcp to 20.9.9.9 port 443 -> 10.0.0.100;
            dnat tcp to 20.9.9.9 port 22 -> 10.0.0.12;
        }
    }
    load-balancer lb 10.0.0.100 { backend web; }
    host web 10.0.0.11;
    host ops 10.0.0.12;
    host db  10.0.0.13;
}

claim web:   internet cannot send to hub.web;
claim named: internet cannot send to { hub.web, hub.fw, hub.lb } on udp;
claim ops:   internet cannot send to hub.ops;
claim other: internet cannot send to hub.ops on tcp 80, udp;
claim db:    internet cannot send to hub.db;
