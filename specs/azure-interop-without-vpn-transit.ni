# The interoperability lab without BGP between the two VPN gateways: the address spaces are routed by static lists, and the hub has no
# way to pass on to the branch what it learns from on-prem-1.

design azure-interop-without-vpn-transit "The lab with static routes on the branch tunnel";
profile azure-2018;

include "lab/hub.ni";
include "lab/sites.ni";
include "lab/remote.ni";
include "lab/on-prem-1.ni";
include "lab/peering.ni";
include "lab/on-prem-1-tunnel.ni";
include "lab/er1-vnets.ni";
include "lab/er1-on-prem.ni";
include "lab/er2.ni";

connect hub.vpn-gw <-> branch.vpn-gw {
    static;
    hub.vpn-gw    { static 10.11.30.64/26; }
    branch.vpn-gw { static 10.10.30.0/24, 10.11.30.0/26; }
}

matrix lab {
    columns   hub spoke branch on-prem-1 on-prem-2 remote;
    hub       .   Y     Y      Y         Y         Y;
    spoke     Y   .     Y      Y         Y         Y;
    branch    Y   Y     .      N         N         N;
    on-prem-1 Y   Y     N      .         N         Y;
    on-prem-2 Y   Y     N      N         .         N;
    remote    Y   Y     N      Y         N         .;
}

claim hub-branch-stays:     path from hub to branch is hub.vpn-gw, branch.vpn-gw;
claim branch-hears-nothing: branch.vpn-gw does not learn 10.2.30.0/25;
claim on-prem-hears-branch: on-prem-1.ce learns 10.11.30.64/26 from hub.vpn-gw;
