# gateway-added.ni, repaired: the spokes' route tables take no routes of gateways, and the GatewaySubnet sends what is for
# the spokes to the firewall.

design gateway-added-repaired "a gateway, and a firewall that nothing bypasses";

site vnet hub {
    prefix  10.1.0.0/16;
    subnet  AzureFirewallSubnet 10.1.0.0/26;
    subnet  GatewaySubnet       10.1.1.0/27 { route-table to-tiers; }
    gateway vpn gw;
    appliance fw 10.1.0.4;
    route-table to-tiers { route 10.2.0.0/16, 10.3.0.0/16 -> appliance hub.fw; }
}
site vnet tier1 {
    prefix 10.2.0.0/16;
    subnet work 10.2.1.0/24 { route-table inspected; host vm 10.2.1.4; }
    route-table inspected { gateway-propagation off; route 0.0.0.0/0 -> appliance hub.fw; }
}
site vnet tier2 {
    prefix 10.3.0.0/16;
    subnet work 10.3.1.0/24 { route-table inspected; host vm 10.3.1.4; }
    route-table inspected { gateway-propagation off; route 0.0.0.0/0 -> appliance hub.fw; }
}
site onprem office { prefix 10.9.0.0/16; host pc 10.9.0.20; router ce { asn 65010; } }

peering hub <-> tier1 { hub { allow-gateway-transit; } tier1 { use-remote-gateways; allow-forwarded-traffic; } }
peering hub <-> tier2 { hub { allow-gateway-transit; } tier2 { use-remote-gateways; allow-forwarded-traffic; } }
connect office.ce <-> hub.gw;

group tiers = tier1, tier2;

claim tier-to-tier: tier1 reaches tier2 only via hub.fw;
claim to-office:    tiers reaches office only via hub.fw under any 1 failure;
claim from-office:  office reaches tiers only via hub.fw under any 1 failure;
claim connected:    office can reach tiers via hub.gw, hub.fw;
claim same-way:     office and tiers are symmetric at device;
