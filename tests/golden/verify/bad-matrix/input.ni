profile azure-2018;
include "../specs/lab/hub.ni";
include "../specs/lab/sites.ni";
include "../specs/lab/remote.ni";
include "../specs/lab/on-prem-1.ni";
include "../specs/lab/peering.ni";
include "../specs/lab/branch-tunnel.ni";
include "../specs/lab/on-prem-1-tunnel.ni";
include "../specs/lab/er1-vnets.ni";
include "../specs/lab/er1-on-prem.ni";
include "../specs/lab/er2.ni";

matrix m under any 1 failure {
    key F = via er1 avoiding er1.secondary;
    columns   hub spoke on-prem-1 remote;
    hub       .   X     F         S;
    on-prem-1 Y   N     .         Y;
    remote    S   Y     N         .;
}
