# The interoperability lab with a Route Server in the hub that lets the two gateways exchange what they learn: the
# branch reaches the remote VNet and the second on-premises site. The two on-premises sites still do not reach each other: the
# circuit's copy of on-prem-1 is preferred, so its tunnel copy is never offered to the second circuit, and
# packets arrive in one direction only.

design azure-interop-with-route-server "The lab with a Route Server and branch-to-branch";
profile azure-2018;

include "lab/sites.ni";
include "lab/remote.ni";
include "lab/on-prem-1.ni";
include "lab/peering.ni";
include "lab/branch-tunnel.ni";
include "lab/on-prem-1-tunnel.ni";
include "lab/er1-vnets.ni";
include "lab/er1-on-prem.ni";
include "lab/er2.ni";

site vnet hub {
    region  east-us;
    prefix  10.10.30.0/24;
    host    vm 10.10.30.4;
    gateway vpn          vpn-gw { asn 65515; active-active; address 10.10.30.142; bgp-address 10.10.30.254; }
    gateway expressroute er-gw  { address 10.10.30.132, 10.10.30.133, 10.10.30.134; accept-remote-vnets on; }
    route-server rs { branch-to-branch; address 10.10.30.228, 10.10.30.229; }
}

matrix lab {
    columns   hub spoke branch on-prem-1 on-prem-2 remote;
    hub       .   Y     Y      Y         Y         Y;
    spoke     Y   .     Y      Y         Y         Y;
    branch    Y   Y     .      Y         Y         Y;
    on-prem-1 Y   Y     Y      .         N         Y;
    on-prem-2 Y   Y     Y      N         .         N;
    remote    Y   Y     Y      Y         N         .;
}

claim through-both-gateways: path from branch to remote is branch.vpn-gw, hub.vpn-gw, hub.er-gw, er1, remote.er-gw;
claim hidden-by-the-circuit: hub.er-gw does not advertise 10.2.30.0/25 to er2.primary;
claim offered-to-the-tunnel: on-prem-1.ce learns 10.1.31.0/25 from hub.vpn-gw;
claim one-way-only:          on-prem-1 can send to on-prem-2;
claim detour-of-replies:     on-prem-1 and branch are symmetric { expect refuted; }
