profile azure-2018;
include "../specs/lab/hub.ni";
include "../specs/lab/sites.ni";
include "../specs/lab/remote.ni";
include "../specs/lab/on-prem-1.ni";
include "../specs/lab/peering.ni";
include "../specs/lab/er1-vnets.ni";
include "../specs/lab/er1-on-prem.ni";
include "../specs/lab/er2.ni";
connect on-prem-1.ce <-> hub.vpn-gw { on-prem-1.ce { advertise all; } }
connect hub.vpn-gw <-> branch.vpn-gw;
connect branch.vpn-gw <-> on-prem-1.ce { on-prem-1.ce { local-preference 50; } }

claim a: branch and on-prem-1 are symmetric at site;
claim b: branch and remote are symmetric at site;
