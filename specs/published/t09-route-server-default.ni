# A default route that an appliance announces is used in the VNet and never reaches the VPN sites (F36).
# Published: MicrosoftDocs/azure-docs, articles/route-server/expressroute-vpn-support.md and
# troubleshoot-route-server.md.

design t09-route-server-default "A default route from an appliance with branch-to-branch";

site vnet v {
    prefix  10.0.0.0/16;
    subnet  workload          10.0.1.0/24;
    subnet  inspection        10.0.2.0/24 { route-table out; }
    subnet  RouteServerSubnet 10.0.3.0/27;
    subnet  GatewaySubnet     10.0.4.0/27;
    gateway vpn vpn-gw { asn 65515; active-active; }
    route-server rs { branch-to-branch on; }
    appliance nva 10.0.2.4 { asn 65010; originate 0.0.0.0/0; }
    # Without it the injected default route would lead the appliance's packets back to it (F94).
    route-table out { route 0.0.0.0/0 -> internet; }
}
site onprem on-prem1 { prefix 10.1.0.0/16; router r { asn 65001; } }

connect v.nva    <-> v.rs;
connect v.vpn-gw <-> on-prem1.r { bgp; }

claim default-used:       v.workload selects 0.0.0.0/0 from v.nva;
claim default-not-passed: on-prem1.r does not learn 0.0.0.0/0;
claim web:                v.workload can reach internet via v.nva;
