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

claim a: hub reaches on-prem-1 only via er1.secondary;
claim b: hub reaches on-prem-2 only via er2.primary;
claim c: hub reaches on-prem-1 only via er1 under any 1 failure;
claim d: hub reaches on-prem-2 only via er2;
