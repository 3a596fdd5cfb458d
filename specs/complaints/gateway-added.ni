# A hub with a firewall and spokes whose default route leads to it. It was right until a gateway was added for a tunnel to the
# office: its routes are longer than the spokes' default route and bypass the firewall, in the subnets that take routes of
# gateways, and at the GatewaySubnet, which has no routes of its own.
# Complaint: https://github.com/Azure/missionlz/issues/928
# Before: gateway-added-before.ni; repaired: gateway-added-repaired.ni

design gateway-added "a gateway added later bypasses the firewall";

site vnet hub {
    prefix  10.1.0.0/16;
    subnet  AzureFirewallSubnet 10.1.0.0/26;
    subnet  GatewaySubnet       10.1.1.0/27;
    gateway vpn gw;
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
site onprem office { prefix 10.9.0.0/16; host pc 10.9.0.20; router ce { asn 65010; } }

peering hub <-> tier1 { hub { allow-gateway-transit; } tier1 { use-remote-gateways; allow-forwarded-traffic; } }
peering hub <-> tier2 { hub { allow-gateway-transit; } tier2 { use-remote-gateways; allow-forwarded-traffic; } }
connect office.ce <-> hub.gw;

group tiers = tier1, tier2;

claim tier-to-tier: tier1 reaches tier2 only via hub.fw;
claim to-office:    tiers reaches office only via hub.fw { expect refuted; }
claim from-office:  office reaches tiers only via hub.fw { expect refuted; }
claim connected:    office can reach tiers;
