# spoke-route.ni, repaired: no spoke has a route for the address space of the hub, so replies to the application gateway
# go back over the peering.

design spoke-route-repaired "replies to the hub go back by the peering";

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
        route 0.0.0.0/0 -> appliance hub.fw;
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
claim billing-web:  hub.web can reach billing.servers on tcp 443;
claim billing-back: billing.servers can reach hub.web;
claim billing-same: billing.servers and hub.web are symmetric;
