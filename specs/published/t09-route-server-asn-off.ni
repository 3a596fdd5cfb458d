# A site behind VPN and a site behind ExpressRoute, with a Route Server between the gateways.
# Published: MicrosoftDocs/azure-docs, articles/route-server/expressroute-vpn-support.md and
# troubleshoot-route-server.md.

design t09-route-server-asn-off "AS number other than 65515, branch-to-branch off";

site vnet v {
    prefix  10.0.0.0/16;
    gateway vpn          vpn-gw { asn 65010; active-active; }
    gateway expressroute er-gw;
    route-server rs { branch-to-branch off; }
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
    on-prem1 Y .        N;
    on-prem2 Y N        .;
}
