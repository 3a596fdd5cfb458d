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

claim a: path from hub to on-prem-1 is hub.er-gw, er1.secondary, on-prem-1.ce;
claim b: path from hub to on-prem-1 is hub.er-gw, er1.primary;
claim c: path from hub to spoke is hub.er-gw;
claim d: path from hub to on-prem-1 is direct;
claim e: path from hub to on-prem-2 is hub.er-gw, er2.primary, on-prem-2.ce;
claim f: path from hub to on-prem-1 is hub.er-gw, er1.primary, on-prem-1.ce, er2;
