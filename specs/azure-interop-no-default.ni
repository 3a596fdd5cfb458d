# The interoperability lab without the default route of the first router: nothing becomes reachable or unreachable; packets without
# a route are dropped in the LAN and no longer at the router.

design azure-interop-no-default "The lab without a default route at on-prem-1";
profile azure-2018;

include "lab/hub.ni";
include "lab/sites.ni";
include "lab/remote.ni";
include "lab/peering.ni";
include "lab/branch-tunnel.ni";
include "lab/on-prem-1-tunnel.ni";
include "lab/er1-vnets.ni";
include "lab/er1-on-prem.ni";
include "lab/er2.ni";

site onprem on-prem-1 {
    prefix 10.2.30.0/25;
    host   vm 10.2.30.10;
    router ce { asn 65021; address 10.2.30.3, 192.168.30.0; }
}

matrix lab {
    columns   hub spoke branch on-prem-1 on-prem-2 remote;
    hub       .   Y     Y      Y         Y         Y;
    spoke     Y   .     Y      Y         Y         Y;
    branch    Y   Y     .      Y         N         N;
    on-prem-1 Y   Y     Y      .         N         Y;
    on-prem-2 Y   Y     N      N         .         N;
    remote    Y   Y     N      Y         N         .;
}

claim nothing-is-sent: on-prem-1 cannot send to on-prem-2;
