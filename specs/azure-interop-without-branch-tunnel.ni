# The interoperability lab without the connection of the two VPN gateways: the six rows of the branch fail.

design azure-interop-without-branch-tunnel "The lab without the tunnel from hub to branch";
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

matrix lab {
    columns   hub spoke branch on-prem-1 on-prem-2 remote;
    hub       .   Y     N      Y         Y         Y;
    spoke     Y   .     N      Y         Y         Y;
    branch    N   N     .      N         N         N;
    on-prem-1 Y   Y     N      .         N         Y;
    on-prem-2 Y   Y     N      N         .         N;
    remote    Y   Y     N      Y         N         .;
}

claim branch-alone: { hub, spoke, on-prem-1, on-prem-2, remote } and branch are isolated;
