# Requests enter at the public load balancer; the replies follow the default route to the firewall, which knows no such flow.
# Published: MicrosoftDocs/azure-docs, articles/firewall/integrate-lb.md.

design t12-load-balancer-direct "Public load balancer, replies to the firewall";

site vnet net {
    prefix 10.3.0.0/16;
    subnet AzureFirewallSubnet 10.3.1.0/26;
    subnet web                 10.3.2.0/24 {
        route-table to-firewall;
        host web1 10.3.2.4;
        host web2 10.3.2.5;
    }
    appliance fw 10.3.1.4 {
        public 13.86.122.41;
        rules { dnat tcp to 13.86.122.41 port 80 -> 20.1.1.1; }
    }
    load-balancer lb 10.3.2.100 { backend net.web1, net.web2; public 20.1.1.1; }
    route-table to-firewall {
        route 0.0.0.0/0 -> appliance net.fw;
    }
}

claim one-way: internet can send to net.lb on tcp 80;
claim never:   internet cannot reach net.lb on tcp 80;
