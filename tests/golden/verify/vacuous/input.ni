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

claim a: branch and remote are symmetric;
claim b: path from branch to remote is direct;
claim c: branch reaches remote only via hub;
claim d: hub and hub are symmetric;
claim e: hub and spoke are symmetric under any 1 failure of circuits and when hub<->spoke down { expect refuted; }
claim f: branch and remote are symmetric under any 2 failures;
claim g: hub and branch are symmetric when hub.vpn-gw<->branch.vpn-gw down { expect proved; }
