# Two hubs in a mesh, a stateful firewall in each. Spokes reach each other through both firewalls. But machines in the
# hubs themselves do not: what leaves a hub enters its own firewall only, so a reply meets one that knows nothing of it.
# Complaint: https://github.com/Azure/terraform-azurerm-avm-ptn-hubnetworking/issues/147
# Repaired: two-hub-firewalls-repaired.ni

design two-hub-firewalls "two hubs in a mesh, a stateful firewall in each";

site vnet hub-a {
    prefix 10.1.0.0/16;
    subnet AzureFirewallSubnet 10.1.0.0/26 { route-table beyond; }
    subnet tools               10.1.1.0/24 { route-table inspected; host jump 10.1.1.4; }
    appliance fw 10.1.0.4;
    route-table beyond    { route 10.20.0.0/16 -> appliance hub-b.fw; }
    route-table inspected { route 10.2.0.0/16, 10.20.0.0/16 -> appliance hub-a.fw; }
}
site vnet hub-b {
    prefix 10.2.0.0/16;
    subnet AzureFirewallSubnet 10.2.0.0/26 { route-table beyond; }
    subnet tools               10.2.1.0/24 { route-table inspected; host jump 10.2.1.4; }
    appliance fw 10.2.0.4;
    route-table beyond    { route 10.10.0.0/16 -> appliance hub-a.fw; }
    route-table inspected { route 10.1.0.0/16, 10.10.0.0/16 -> appliance hub-b.fw; }
}
site vnet spoke-a {
    prefix 10.10.0.0/16;
    subnet work 10.10.1.0/24 { route-table inspected; host vm 10.10.1.4; }
    route-table inspected { route 0.0.0.0/0 -> appliance hub-a.fw; }
}
site vnet spoke-b {
    prefix 10.20.0.0/16;
    subnet work 10.20.1.0/24 { route-table inspected; host vm 10.20.1.4; }
    route-table inspected { route 0.0.0.0/0 -> appliance hub-b.fw; }
}

peering hub-a <-> hub-b   { hub-a { allow-forwarded-traffic; } hub-b { allow-forwarded-traffic; } }
peering hub-a <-> spoke-a { hub-a { allow-forwarded-traffic; } spoke-a { allow-forwarded-traffic; } }
peering hub-b <-> spoke-b { hub-b { allow-forwarded-traffic; } spoke-b { allow-forwarded-traffic; } }

claim spokes:      spoke-a can reach spoke-b via hub-a.fw, hub-b.fw;
claim spokes-same: spoke-a and spoke-b are symmetric at device;
claim request:     hub-a.tools can send to hub-b.tools via hub-a.fw avoiding hub-b.fw;
claim hubs:        hub-a.tools can reach hub-b.tools { expect refuted; }
claim hubs-back:   hub-b.tools can reach hub-a.tools { expect refuted; }
claim hubs-never:  hub-a.tools cannot reach hub-b.tools;
