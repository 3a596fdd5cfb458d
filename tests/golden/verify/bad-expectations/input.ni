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

claim a: hub can reach spoke { expect refuted; }
claim b: hub can reach spoke { expect proved; }
claim c: branch can reach remote { expect refuted; }
claim d: branch can reach remote { expect proved; }
matrix m { expect refuted; columns spoke branch; remote Y N; }
