# The interoperability lab without local preference at the first router: both AS paths to the hub have length one, so the router
# shares the load between circuit and tunnel, while the VNets prefer the circuit.

design azure-interop-no-preference "The lab without the preference for the circuit";
profile azure-2018;

include "lab/hub.ni";
include "lab/sites.ni";
include "lab/remote.ni";
include "lab/on-prem-1.ni";
include "lab/peering.ni";
include "lab/branch-tunnel.ni";
include "lab/on-prem-1-tunnel.ni";
include "lab/er1-vnets.ni";
include "lab/er2.ni";

connect on-prem-1.ce <-> er1.primary {
    on-prem-1.ce { address 192.168.30.17; advertise 10.2.30.0/25; }
    er1.primary  { address 192.168.30.18; }
}
connect on-prem-1.ce <-> er1.secondary {
    down;
    on-prem-1.ce { advertise 10.2.30.0/25; }
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

claim hub-symmetric:    hub and on-prem-1 are symmetric   { expect refuted; severity high; }
claim spoke-symmetric:  spoke and on-prem-1 are symmetric { expect refuted; severity high; }
claim remote-symmetric: remote and on-prem-1 are symmetric;
claim both-ways-out:    on-prem-1.ce selects 10.10.30.0/24 from er1.primary, hub.vpn-gw;
claim vnet-prefers:     path from hub to on-prem-1 is hub.er-gw, er1.primary, on-prem-1.ce;
