# The interoperability lab without circuit er2: on-prem-2 is cut off from everything.

design azure-interop-without-er2 "The lab without the second circuit";
profile azure-2018;

include "lab/hub.ni";
include "lab/sites.ni";
include "lab/remote.ni";
include "lab/on-prem-1.ni";
include "lab/peering.ni";
include "lab/branch-tunnel.ni";
include "lab/on-prem-1-tunnel.ni";
include "lab/er1-vnets.ni";
include "lab/er1-on-prem.ni";

matrix lab {
    columns   hub spoke branch on-prem-1 on-prem-2 remote;
    hub       .   Y     Y      Y         N         Y;
    spoke     Y   .     Y      Y         N         Y;
    branch    Y   Y     .      Y         N         N;
    on-prem-1 Y   Y     Y      .         N         Y;
    on-prem-2 N   N     N      N         .         N;
    remote    Y   Y     N      Y         N         .;
}

claim on-prem-2-alone: { hub, spoke, branch, on-prem-1, remote } and on-prem-2 are isolated;
