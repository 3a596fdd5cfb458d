# The firewall translates to an internal load balancer: it works without a further route.
# Published: MicrosoftDocs/azure-docs, articles/firewall/integrate-lb.md.

design t12-firewall-internal-balancer "Firewall to an internal load balancer";

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
        rules { dnat tcp to 13.86.122.41 port 80 -> 10.3.2.100; }
    }
    load-balancer lb 10.3.2.100 { backend net.web1, net.web2; }
    route-table to-firewall {
        route 0.0.0.0/0 -> appliance net.fw;
    }
}

claim works: internet can reach net.fw on tcp 80;
