# private-endpoint.ni, repaired: the firewall puts its own address in place of the source of all that it sends on, so replies
# come back to it.

design private-endpoint-repaired "a private endpoint behind /32 routes to a firewall, with SNAT";

site vnet hub {
    prefix  10.1.0.0/16;
    subnet  AzureFirewallSubnet 10.1.0.0/26;
    subnet  GatewaySubnet       10.1.1.0/27 { route-table to-endpoints; }
    subnet  endpoints           10.1.2.0/24 { host sql 10.1.2.4; }
    gateway vpn gw;
    appliance fw 10.1.0.4 { snat always; }
    route-table to-endpoints { route 10.1.2.4/32 -> appliance hub.fw; }
}
site vnet apps {
    prefix 10.2.0.0/16;
    subnet servers 10.2.1.0/24 { route-table inspected; host vm 10.2.1.4; }
    route-table inspected { route 10.1.2.4/32 -> appliance hub.fw; }
}
site onprem office { prefix 10.9.0.0/16; host pc 10.9.0.20; router ce { asn 65010; } }

peering hub <-> apps { hub { allow-gateway-transit; } apps { use-remote-gateways; allow-forwarded-traffic; } }
connect office.ce <-> hub.gw;

group clients = apps, office;

claim inspected:   clients can reach hub.sql on tcp 1433 via hub.fw;
claim same-apps:   apps and hub.sql are symmetric on tcp 1433 at device;
claim same-office: office and hub.sql are symmetric on tcp 1433 at device;
