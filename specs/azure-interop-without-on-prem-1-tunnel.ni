# The interoperability lab without the site-to-site tunnel: branch and on-prem-1 lose each other, and nothing takes over when the
# ExpressRoute link of on-prem-1 fails.

design azure-interop-without-on-prem-1-tunnel "The lab without the tunnel from on-prem-1 to the hub";
profile azure-2018;

include "lab/hub.ni";
include "lab/sites.ni";
include "lab/remote.ni";
include "lab/on-prem-1.ni";
include "lab/peering.ni";
include "lab/branch-tunnel.ni";
include "lab/er1-vnets.ni";
include "lab/er1-on-prem.ni";
include "lab/er2.ni";

matrix lab {
    columns   hub spoke branch on-prem-1 on-prem-2 remote;
    hub       .   Y     Y      Y         Y         Y;
    spoke     Y   .     Y      Y         Y         Y;
    branch    Y   Y     .      N         N         N;
    on-prem-1 Y   Y     N      .         N         Y;
    on-prem-2 Y   Y     N      N         .         N;
    remote    Y   Y     N      Y         N         .;
}

claim no-failover:       { hub, spoke } cannot reach on-prem-1 when on-prem-1.ce<->er1.primary down;
claim hub-not-resilient: hub can reach on-prem-1 under any 1 failure { expect refuted; }
