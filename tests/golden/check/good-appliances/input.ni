site vnet hub {
    prefix 10.10.0.0/24;
    host vm 10.10.0.4 { security-group hub.web; public 20.1.1.1; }
    appliance fw 10.10.0.5 {
        forwarding on;
        instances 2;
        public 20.1.1.2;
        snat 10.0.0.0/8;
        rules {
            20 deny from internet to virtual-network;
            10 allow tcp from office to { hub.vm, spokes } port 443, 8000-8080;
            15 dnat tcp from internet to hub.fw port 443 -> 10.10.0.4 port 8443;
        }
    }
    appliance nva 10.10.0.7 { stateful tcp, udp; forwarding off; }
    load-balancer lb 10.10.0.6 { backend hub.fw, hub.nva; public 20.1.1.3, 20.1.1.4; }
    security-group web {
        inbound  { 200 deny any from azure-load-balancer; 100 allow tcp from any port 443; }
        outbound { 100 deny any to internet; }
    }
}
site vnet spoke { prefix 10.11.0.0/24; tag prod; }
group spokes = tagged prod;
site onprem office { prefix 10.2.0.0/24; appliance fw 10.2.0.5; }
peering hub <-> spoke;
