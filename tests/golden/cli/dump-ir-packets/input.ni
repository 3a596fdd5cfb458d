# One of everything that a VNet's subnets and an on-premises site may hold.
site vnet hub {
    prefix 10.1.0.0/16;
    subnet GatewaySubnet     10.1.0.0/26;
    subnet RouteServerSubnet 10.1.0.64/26;
    subnet firewalls         10.1.1.0/24;
    subnet servers           10.1.2.0/24 { route-table rt; security-group sg; service-endpoint 20.60.0.0/16; }
    gateway vpn gw { active-active; }
    appliance fw 10.1.1.4 { snat 10.0.0.0/8; public 203.0.113.4; instances 2; rules { allow tcp from hub.web to any port 443; dnat tcp from internet to hub.fw port 80 -> 10.1.2.4; } }
    load-balancer front 10.1.1.10 { backend fw; public 203.0.113.10; }
    host web 10.1.2.4;
    security-group sg {
        inbound  { 100 allow tcp from partners, hub.front, azure-load-balancer port 443, 8000-8999; 110 deny any from any; }
        outbound { 100 allow any to hub.front; }
    }
    route-table rt {
        gateway-propagation off;
        route 10.9.0.0/16    -> appliance fw;
        route 10.10.0.0/16   -> address 10.1.1.10;
        route 10.11.0.0/16   -> gateway;
        route 10.12.0.0/16   -> none;
        route 10.13.0.0/16   -> vnet;
        route 0.0.0.0/0      -> internet;
        route 10.14.0.0/16   -> address 10.1.2.4;
    }
}
site onprem office {
    prefix 10.9.0.0/16;
    router ce { asn 65010; address 10.9.0.1; originate 10.9.0.0/16, 10.20.0.0/16; }
}
let partners = 198.51.100.0/24, 10.9.0.0/16;
connect office.ce <-> hub.gw { office.ce { advertise 10.0.0.0/8 ge 16 le 24; static 10.1.0.0/16; local-preference 150; prepend 2; } }
claim web: office can reach hub.web on tcp 443;
