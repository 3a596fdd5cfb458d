design refused "counterexamples with services, rules and instances";
site vnet hub {
    prefix 10.1.0.0/16;
    host web 10.1.4.4 { security-group web-only; public 20.1.2.9; }
    host app 10.1.5.4;
    appliance fw 10.1.0.4 {
        public 20.1.2.3;
        rules {
            dnat tcp from internet to hub.fw port 443 -> 10.1.5.4 port 8443;
            dnat tcp from internet to hub.fw port 80 -> 10.1.0.10;
        }
    }
    load-balancer front 10.1.0.10 { backend web, app; }
    security-group web-only { inbound { 100 allow tcp port 443; 4096 deny; } outbound { 100 deny to internet; } }
}
site vnet spoke { prefix 10.2.0.0/16; host vm 10.2.0.4; }
peering hub <-> spoke;
claim ssh:       spoke can reach hub.web on tcp 22;
claim out:       hub.web can reach internet on udp 53;
claim published: internet can reach hub.fw on tcp 443;
claim balanced:  internet can reach hub.fw on tcp 80;
claim direct:    internet cannot reach hub.web on tcp 443;
claim app:       spoke cannot send to hub.front on tcp 443;
claim private:   internet cannot send to hub.app { note "it has no public address"; }
