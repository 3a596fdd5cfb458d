# The tunnel without BGP: the gateway lists the site's prefix.
# Published: MicrosoftDocs/azure-docs, articles/route-server/expressroute-vpn-support.md and
# troubleshoot-route-server.md.

design t09-route-server-static-off "Route Server with a VPN gateway without BGP, branch-to-branch off";

site vnet v {
    prefix  10.0.0.0/16;
    gateway vpn          vpn-gw { asn 65515; active-active; }
    gateway expressroute er-gw;
    route-server rs { branch-to-branch off; }
}
site onprem on-prem1 { prefix 10.1.0.0/16; router r; }
site onprem on-prem2 { prefix 10.2.0.0/16; router r { asn 65002; } }
circuit er;

connect v.vpn-gw <-> on-prem1.r {
    static;
    v.vpn-gw   { static 10.1.0.0/16; }
    on-prem1.r { static 10.0.0.0/16, 10.2.0.0/16; }
}
connect v.er-gw    <-> er;
connect on-prem2.r <-> er;

matrix reach {
    columns  v on-prem1 on-prem2;
    v        . Y        Y;
    on-prem1 Y .        N;
    on-prem2 Y N        .;
}
