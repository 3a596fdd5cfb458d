# Branch-to-branch asks for an active-active VPN gateway with AS number 65515; anything else is an error.
# Published: MicrosoftDocs/azure-docs, articles/route-server/expressroute-vpn-support.md and
# troubleshoot-route-server.md.

design t09-route-server-asn "AS number other than 65515 with branch-to-branch";

site vnet v {
    prefix  10.0.0.0/16;
    gateway vpn          vpn-gw { asn 65010; active-active; }
    gateway expressroute er-gw;
    route-server rs { branch-to-branch on; }
}

expect error F87;
