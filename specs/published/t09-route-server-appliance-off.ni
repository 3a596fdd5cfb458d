# A site behind an SD-WAN appliance and a site behind ExpressRoute, with a Route Server between them.
# Published: MicrosoftDocs/azure-docs, articles/route-server/expressroute-vpn-support.md and
# troubleshoot-route-server.md.

design t09-route-server-appliance-off "Route Server with an SD-WAN appliance, branch-to-branch off";

site vnet v {
    prefix  10.0.0.0/16;
    subnet  workload          10.0.1.0/24;
    subnet  sd-wan            10.0.2.0/24;
    subnet  RouteServerSubnet 10.0.3.0/27;
    subnet  GatewaySubnet     10.0.4.0/27;
    gateway expressroute er-gw;
    route-server rs { branch-to-branch off; }
    appliance nva 10.0.2.4 { asn 65010; }
}
site onprem on-prem1 { prefix 10.1.0.0/16; router r { asn 65001; } }
site onprem on-prem2 { prefix 10.2.0.0/16; router r { asn 65002; } }
circuit er;

connect v.nva      <-> v.rs       { v.nva { advertise all; } }
connect v.nva      <-> on-prem1.r { v.nva { advertise all; } }
connect v.er-gw    <-> er;
connect on-prem2.r <-> er;

matrix reach {
    columns    v.workload on-prem1 on-prem2;
    v.workload .          Y        Y;
    on-prem1   Y          .        N;
    on-prem2   Y          N        .;
}
