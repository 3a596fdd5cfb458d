# A site behind VPN and a site behind ExpressRoute, with a Route Server between the gateways.
# Published: MicrosoftDocs/azure-docs, articles/route-server/expressroute-vpn-support.md and
# troubleshoot-route-server.md.

design t09-route-server-vpn-on "Route Server with a VPN gateway, branch-to-branch on";

site vnet v {
    prefix  10.0.0.0/16;
    gateway vpn          vpn-gw { asn 65515; active-active; }
    gateway expressroute er-gw;
    route-server rs { branch-to-branch on; }
}
site onprem on-prem1 { prefix 10.1.0.0/16; router r { asn 65001; } }
site onprem on-prem2 { prefix 10.2.0.0/16; router r { asn 65002; } }
circuit er;

connect v.vpn-gw   <-> on-prem1.r { bgp; }
connect v.er-gw    <-> er;
connect on-prem2.r <-> er;

matrix reach {
    columns  v on-prem1 on-prem2;
    v        . Y        Y;
    on-prem1 Y .        Y;
    on-prem2 Y Y        .;
}
claim through: on-prem1 can reach on-prem2 via v.vpn-gw, v.er-gw;
