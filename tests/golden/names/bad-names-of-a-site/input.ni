# Misspelt names of what lies in the site, written without it; tags as the platform spells them.
site vnet hub {
    prefix 10.1.0.0/16;
    host web1 10.1.2.9;
    subnet work 10.1.2.0/24 { route-table to-firewal; security-group web-sq; }
    route-table to-firewall { route 0.0.0.0/0 -> appliance fw2; }
    security-group web-sg {
        inbound { 100 allow tcp from VirtualNetwork; 110 allow tcp from AzureLoadBalancer; 120 deny any to Storage; }
    }
    appliance fw1 10.1.2.4;
    load-balancer front 10.1.2.10 { backend web2; }
}
claim a: hub.wrok can reach internet;
claim b: hub.work can reach internet via hub.fw;
