# A firewall, a VPN gateway and an application gateway in one hub. What the office sends passes the firewall. What the
# application gateway sends goes to the spokes directly, and their replies must come back the same way: but one spoke has
# a route for the hub's address space to the firewall, which drops replies that it knows nothing of.
# Complaint: https://github.com/MicrosoftDocs/architecture-center/issues/2642
# Repaired: spoke-route-repaired.ni

design spoke-route "one spoke's route to the hub breaks symmetry";

site vnet hub {
    prefix  10.1.0.0/16;
    subnet  AzureFirewallSubnet 10.1.0.0/26;
    subnet  GatewaySubnet       10.1.1.0/27 { route-table to-spokes; }
    subnet  web                 10.1.2.0/24 { host app-gateway 10.1.2.4; }
    gateway vpn gw;
    appliance fw 10.1.0.4;
    route-table to-spokes { route 10.2.0.0/16, 10.3.0.0/16 -> appliance hub.fw; }
}
site vnet shop {
    prefix 10.2.0.0/16;
    subnet servers 10.2.1.0/24 { route-table to-firewall; host web 10.2.1.4; }
    route-table to-firewall {
        gateway-propagation off;
        route 0.0.0.0/0 -> appliance hub.fw;
    }
}
site vnet billing {
    prefix 10.3.0.0/16;
    subnet servers 10.3.1.0/24 { route-table to-firewall; host web 10.3.1.4; }
    route-table to-firewall {
        gateway-propagation off;
        route 0.0.0.0/0   -> appliance hub.fw;
        route 10.1.0.0/16 -> appliance hub.fw;  # the route at fault
    }
}
site onprem office { prefix 10.9.0.0/16; host pc 10.9.0.20; router ce { asn 65010; } }

peering hub <-> shop    { hub { allow-gateway-transit; } shop { use-remote-gateways; allow-forwarded-traffic; } }
peering hub <-> billing { hub { allow-gateway-transit; } billing { use-remote-gateways; allow-forwarded-traffic; } }
connect office.ce <-> hub.gw;

group servers = shop.servers, billing.servers;

claim inspected:    office can reach servers via hub.gw, hub.fw;
claim office-same:  office and servers are symmetric at device;
claim shop-web:     hub.web can reach shop.servers on tcp 443;
claim shop-same:    hub.web and shop.servers are symmetric;
claim billing-web:  hub.web can reach billing.servers on tcp 443 { expect refuted; }
claim billing-back: billing.servers can reach hub.web;
claim billing-same: billing.servers and hub.web are symmetric { expect refuted; }
