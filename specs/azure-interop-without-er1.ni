# The interoperability lab without circuit er1: the remote VNet loses all it could reach, and on-prem-1 moves to the tunnel.

design azure-interop-without-er1 "The lab without the first circuit";
profile azure-2018;

include "lab/hub.ni";
include "lab/sites.ni";
include "lab/remote.ni";
include "lab/on-prem-1.ni";
include "lab/peering.ni";
include "lab/branch-tunnel.ni";
include "lab/on-prem-1-tunnel.ni";
include "lab/er2.ni";

matrix lab {
    columns   hub spoke branch on-prem-1 on-prem-2 remote;
    hub       .   Y     Y      Y         Y         N;
    spoke     Y   .     Y      Y         Y         N;
    branch    Y   Y     .      Y         N         N;
    on-prem-1 Y   Y     Y      .         N         N;
    on-prem-2 Y   Y     N      N         .         N;
    remote    N   N     N      N         N         .;
}

claim hub-moves:         path from hub to on-prem-1 is hub.vpn-gw, on-prem-1.ce;
claim spoke-moves:       path from spoke to on-prem-1 is hub.vpn-gw, on-prem-1.ce;
claim on-prem-moves:     path from on-prem-1 to hub is on-prem-1.ce, hub.vpn-gw;
claim on-prem-moves-too: path from on-prem-1 to spoke is on-prem-1.ce, hub.vpn-gw;
claim on-prem-symmetric: { hub, spoke, branch } and on-prem-1 are symmetric;
