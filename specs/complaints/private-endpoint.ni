# A private endpoint is inspected by routes of /32: in the spoke and on the GatewaySubnet. Nothing makes the replies of the
# endpoint come back through the firewall: they take the peering, and the gateway. The firewall sees half of each flow.
# A host stands for the private endpoint.
# Complaint: https://github.com/MicrosoftDocs/azure-docs/issues/113749
# Repaired: private-endpoint-repaired.ni

design private-endpoint "a private endpoint behind /32 routes to a firewall, without SNAT";

site vnet hub {
    prefix  10.1.0.0/16;
    subnet  AzureFirewallSubnet 10.1.0.0/26;
    subnet  GatewaySubnet       10.1.1.0/27 { route-table to-endpoints; }
    subnet  endpoints           10.1.2.0/24 { host sql 10.1.2.4; }
    gateway vpn gw;
    appliance fw 10.1.0.4;
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
claim same-apps:   apps and hub.sql are symmetric on tcp 1433           { expect refuted; }
claim same-office: office and hub.sql are symmetric on tcp 1433 at site { expect refuted; }
