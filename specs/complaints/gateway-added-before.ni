# gateway-added.ni before the gateway was added: everything that leaves a spoke passes the firewall.

design gateway-added-before "spokes behind a firewall, without a gateway";

site vnet hub {
    prefix 10.1.0.0/16;
    subnet AzureFirewallSubnet 10.1.0.0/26;
    appliance fw 10.1.0.4;
}
site vnet tier1 {
    prefix 10.2.0.0/16;
    subnet work 10.2.1.0/24 { route-table inspected; host vm 10.2.1.4; }
    route-table inspected { route 0.0.0.0/0 -> appliance hub.fw; }
}
site vnet tier2 {
    prefix 10.3.0.0/16;
    subnet work 10.3.1.0/24 { route-table inspected; host vm 10.3.1.4; }
    route-table inspected { route 0.0.0.0/0 -> appliance hub.fw; }
}

peering hub <-> tier1 { tier1 { allow-forwarded-traffic; } }
peering hub <-> tier2 { tier2 { allow-forwarded-traffic; } }

claim tier-to-tier: tier1 reaches tier2 only via hub.fw;
claim connected:    tier1 can reach tier2 via hub.fw;
claim same-way:     tier1 and tier2 are symmetric at device;
