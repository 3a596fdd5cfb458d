# The interoperability lab with Global Reach between er1 and er2: the two on-premises sites reach each other from device to device,
# and nothing else changes.

design azure-interop-with-global-reach "The lab with Global Reach between the circuits";
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
include "lab/er2.ni";

connect er1 <-> er2;

matrix lab {
    columns   hub spoke branch on-prem-1 on-prem-2 remote;
    hub       .   Y     Y      Y         Y         Y;
    spoke     Y   .     Y      Y         Y         Y;
    branch    Y   Y     .      Y         N         N;
    on-prem-1 Y   Y     Y      .         Y         Y;
    on-prem-2 Y   Y     N      Y         .         N;
    remote    Y   Y     N      Y         N         .;
}

claim no-vnet-between:     on-prem-1 can reach on-prem-2 via er1, er2 avoiding hub, remote;
claim devices-only:        path from on-prem-1 to on-prem-2 is on-prem-1.ce, er1.primary, er2, on-prem-2.ce;
claim vnets-do-not-see-it: remote and on-prem-2 are isolated;
