profile azure-2018;
include "../specs/lab/hub.ni";
include "../specs/lab/sites.ni";
include "../specs/lab/remote.ni";
include "../specs/lab/on-prem-1.ni";
include "../specs/lab/peering.ni";
include "../specs/lab/branch-tunnel.ni";
include "../specs/lab/er1-vnets.ni";
include "../specs/lab/er1-on-prem.ni";
include "../specs/lab/er2.ni";
connect on-prem-1.ce <-> hub.vpn-gw { on-prem-1.ce { advertise all; } }

claim a: branch cannot reach remote;
claim b: remote cannot reach branch;
claim c: branch cannot reach remote under any 1 failure;
