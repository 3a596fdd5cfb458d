# AzureFirewallSubnet learns the default route that comes from on-premises (F137); the second one keeps its own.

site vnet hub {
    prefix 10.0.0.0/16;
    subnet AzureFirewallSubnet 10.0.1.0/26;
    subnet work 10.0.2.0/24 { host a 10.0.2.4; }
    gateway vpn gw { asn 65515; address 10.0.0.4; }
    appliance fw 10.0.1.4;
}
site vnet hub2 {
    prefix 10.1.0.0/16;
    subnet AzureFirewallSubnet 10.1.1.0/26 { route-table rt; }
    subnet work 10.1.2.0/24 { host a 10.1.2.4; }
    gateway vpn gw { asn 65514; address 10.1.0.4; }
    appliance fw 10.1.1.4;
    route-table rt { route 0.0.0.0/0 -> internet; }
}
site onprem dc { prefix 10.50.0.0/16; host h 10.50.0.4; router r { asn 65010; address 10.50.0.1; default-route; } }
connect dc.r <-> hub.gw  { dc.r { advertise all; } }
connect dc.r <-> hub2.gw { dc.r { advertise all; } }
claim c: hub.work can reach dc;
