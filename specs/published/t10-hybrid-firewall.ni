# Azure Firewall in a hybrid network: a firewall in the hub between on-premises and a spoke, both ways.
# Published: MicrosoftDocs/azure-docs, articles/firewall/tutorial-hybrid-portal.md.

design t10-hybrid-firewall "Hybrid network with a firewall in the hub";

site vnet hub {
    prefix  10.5.0.0/16;
    subnet  AzureFirewallSubnet 10.5.0.0/26;
    subnet  GatewaySubnet       10.5.1.0/27 { route-table to-spoke; }
    gateway vpn gw;
    appliance fw 10.5.0.4 {
        rules { allow tcp from 192.168.1.0/24 to 10.6.0.0/16 port 80, 3389; }
    }
    route-table to-spoke { route 10.6.0.0/16 -> appliance hub.fw; }
}
site vnet spoke {
    prefix 10.6.0.0/16;
    subnet workload 10.6.0.0/24 { route-table to-firewall; }
    route-table to-firewall { gateway-propagation off; route 0.0.0.0/0 -> appliance hub.fw; }
}
site vnet on-prem {
    prefix  192.168.0.0/16;
    subnet  corp          192.168.1.0/24;
    subnet  GatewaySubnet 192.168.2.0/27;
    gateway vpn gw { asn 65021; }
}

peering hub <-> spoke {
    hub   { allow-gateway-transit; allow-forwarded-traffic; }
    spoke { use-remote-gateways; allow-forwarded-traffic; }
}
connect hub.gw <-> on-prem.gw { bgp; }

claim allowed:        on-prem.corp can reach spoke.workload on tcp 80, tcp 3389 via on-prem.gw, hub.gw, hub.fw;
claim nodes:          path from on-prem.corp to spoke.workload on tcp 80, tcp 3389 is on-prem.gw, hub.gw, hub.fw;
claim same-back:      on-prem.corp and spoke.workload are symmetric on tcp 80, tcp 3389;
claim other-port:     on-prem.corp cannot send to spoke.workload on tcp 22, udp, icmp;
claim new-from-spoke: spoke.workload cannot send to on-prem.corp;
