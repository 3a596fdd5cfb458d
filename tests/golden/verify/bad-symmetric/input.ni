profile azure-2018;
include "../specs/lab/hub.ni";
include "../specs/lab/sites.ni";
include "../specs/lab/remote.ni";
include "../specs/lab/on-prem-1.ni";
include "../specs/lab/peering.ni";
include "../specs/lab/branch-tunnel.ni";
include "../specs/lab/on-prem-1-tunnel.ni";
include "../specs/lab/er1-vnets.ni";
include "../specs/lab/er2.ni";
connect on-prem-1.ce <-> er1.primary { on-prem-1.ce { advertise own; } }

claim a: hub and on-prem-1 are symmetric;
claim b: hub and on-prem-1 are symmetric at site;
claim c: hub and on-prem-2 are symmetric at link;
claim d: hub and on-prem-2 are symmetric at device;
claim e: hub and on-prem-1 are symmetric at device;
