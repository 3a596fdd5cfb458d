# The interoperability lab without the peering: all ten rows of the spoke fail, those of the hub do not change.

design azure-interop-without-peering "The lab without the peering of hub and spoke";
profile azure-2018;

include "lab/hub.ni";
include "lab/sites.ni";
include "lab/remote.ni";
include "lab/on-prem-1.ni";
include "lab/branch-tunnel.ni";
include "lab/on-prem-1-tunnel.ni";
include "lab/er1-vnets.ni";
include "lab/er1-on-prem.ni";
include "lab/er2.ni";

matrix lab {
    columns   hub spoke branch on-prem-1 on-prem-2 remote;
    hub       .   N     Y      Y         Y         Y;
    spoke     N   .     N      N         N         N;
    branch    Y   N     .      Y         N         N;
    on-prem-1 Y   N     Y      .         N         Y;
    on-prem-2 Y   N     N      N         .         N;
    remote    Y   N     N      Y         N         .;
}

claim spoke-alone: { hub, branch, on-prem-1, on-prem-2, remote } and spoke are isolated under any 2 failures;
