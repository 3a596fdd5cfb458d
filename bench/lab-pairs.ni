# 120 claims about the published lab (../specs/azure-interop.ni) under any 2 failures: for each ordered pair of its six
# sites `can reach`, `cannot reach`, `symmetric` and `only via hub`, with what comes out.

design lab-pairs "every pair of the published lab under any 2 failures";
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

claim reach_hub_spoke: hub can reach spoke under any 2 failures;
claim apart_hub_spoke: hub cannot reach spoke under any 2 failures { expect refuted; }
claim same_hub_spoke: hub and spoke are symmetric under any 2 failures;
claim gate_hub_spoke: hub reaches spoke only via hub under any 2 failures;
claim reach_hub_branch: hub can reach branch under any 2 failures { expect refuted; }
claim apart_hub_branch: hub cannot reach branch under any 2 failures { expect refuted; }
claim same_hub_branch: hub and branch are symmetric under any 2 failures;
claim gate_hub_branch: hub reaches branch only via hub under any 2 failures;
claim reach_hub_on-prem-1: hub can reach on-prem-1 under any 2 failures { expect refuted; }
claim apart_hub_on-prem-1: hub cannot reach on-prem-1 under any 2 failures { expect refuted; }
claim same_hub_on-prem-1: hub and on-prem-1 are symmetric under any 2 failures;
claim gate_hub_on-prem-1: hub reaches on-prem-1 only via hub under any 2 failures;
claim reach_hub_on-prem-2: hub can reach on-prem-2 under any 2 failures { expect refuted; }
claim apart_hub_on-prem-2: hub cannot reach on-prem-2 under any 2 failures { expect refuted; }
claim same_hub_on-prem-2: hub and on-prem-2 are symmetric under any 2 failures;
claim gate_hub_on-prem-2: hub reaches on-prem-2 only via hub under any 2 failures;
claim reach_hub_remote: hub can reach remote under any 2 failures { expect refuted; }
claim apart_hub_remote: hub cannot reach remote under any 2 failures { expect refuted; }
claim same_hub_remote: hub and remote are symmetric under any 2 failures;
claim gate_hub_remote: hub reaches remote only via hub under any 2 failures;
claim reach_spoke_hub: spoke can reach hub under any 2 failures;
claim apart_spoke_hub: spoke cannot reach hub under any 2 failures { expect refuted; }
claim same_spoke_hub: spoke and hub are symmetric under any 2 failures;
claim gate_spoke_hub: spoke reaches hub only via hub under any 2 failures;
claim reach_spoke_branch: spoke can reach branch under any 2 failures { expect refuted; }
claim apart_spoke_branch: spoke cannot reach branch under any 2 failures { expect refuted; }
claim same_spoke_branch: spoke and branch are symmetric under any 2 failures;
claim gate_spoke_branch: spoke reaches branch only via hub under any 2 failures;
claim reach_spoke_on-prem-1: spoke can reach on-prem-1 under any 2 failures { expect refuted; }
claim apart_spoke_on-prem-1: spoke cannot reach on-prem-1 under any 2 failures { expect refuted; }
claim same_spoke_on-prem-1: spoke and on-prem-1 are symmetric under any 2 failures;
claim gate_spoke_on-prem-1: spoke reaches on-prem-1 only via hub under any 2 failures;
claim reach_spoke_on-prem-2: spoke can reach on-prem-2 under any 2 failures { expect refuted; }
claim apart_spoke_on-prem-2: spoke cannot reach on-prem-2 under any 2 failures { expect refuted; }
claim same_spoke_on-prem-2: spoke and on-prem-2 are symmetric under any 2 failures;
claim gate_spoke_on-prem-2: spoke reaches on-prem-2 only via hub under any 2 failures;
claim reach_spoke_remote: spoke can reach remote under any 2 failures { expect refuted; }
claim apart_spoke_remote: spoke cannot reach remote under any 2 failures { expect refuted; }
claim same_spoke_remote: spoke and remote are symmetric under any 2 failures;
claim gate_spoke_remote: spoke reaches remote only via hub under any 2 failures;
claim reach_branch_hub: branch can reach hub under any 2 failures { expect refuted; }
claim apart_branch_hub: branch cannot reach hub under any 2 failures { expect refuted; }
claim same_branch_hub: branch and hub are symmetric under any 2 failures;
claim gate_branch_hub: branch reaches hub only via hub under any 2 failures;
claim reach_branch_spoke: branch can reach spoke under any 2 failures { expect refuted; }
claim apart_branch_spoke: branch cannot reach spoke under any 2 failures { expect refuted; }
claim same_branch_spoke: branch and spoke are symmetric under any 2 failures;
claim gate_branch_spoke: branch reaches spoke only via hub under any 2 failures;
claim reach_branch_on-prem-1: branch can reach on-prem-1 under any 2 failures { expect refuted; }
claim apart_branch_on-prem-1: branch cannot reach on-prem-1 under any 2 failures { expect refuted; }
claim same_branch_on-prem-1: branch and on-prem-1 are symmetric under any 2 failures;
claim gate_branch_on-prem-1: branch reaches on-prem-1 only via hub under any 2 failures;
claim reach_branch_on-prem-2: branch can reach on-prem-2 under any 2 failures { expect refuted; }
claim apart_branch_on-prem-2: branch cannot reach on-prem-2 under any 2 failures;
claim same_branch_on-prem-2: branch and on-prem-2 are symmetric under any 2 failures;
claim gate_branch_on-prem-2: branch reaches on-prem-2 only via hub under any 2 failures;
claim reach_branch_remote: branch can reach remote under any 2 failures { expect refuted; }
claim apart_branch_remote: branch cannot reach remote under any 2 failures;
claim same_branch_remote: branch and remote are symmetric under any 2 failures;
claim gate_branch_remote: branch reaches remote only via hub under any 2 failures;
claim reach_on-prem-1_hub: on-prem-1 can reach hub under any 2 failures { expect refuted; }
claim apart_on-prem-1_hub: on-prem-1 cannot reach hub under any 2 failures { expect refuted; }
claim same_on-prem-1_hub: on-prem-1 and hub are symmetric under any 2 failures;
claim gate_on-prem-1_hub: on-prem-1 reaches hub only via hub under any 2 failures;
claim reach_on-prem-1_spoke: on-prem-1 can reach spoke under any 2 failures { expect refuted; }
claim apart_on-prem-1_spoke: on-prem-1 cannot reach spoke under any 2 failures { expect refuted; }
claim same_on-prem-1_spoke: on-prem-1 and spoke are symmetric under any 2 failures;
claim gate_on-prem-1_spoke: on-prem-1 reaches spoke only via hub under any 2 failures;
claim reach_on-prem-1_branch: on-prem-1 can reach branch under any 2 failures { expect refuted; }
claim apart_on-prem-1_branch: on-prem-1 cannot reach branch under any 2 failures { expect refuted; }
claim same_on-prem-1_branch: on-prem-1 and branch are symmetric under any 2 failures;
claim gate_on-prem-1_branch: on-prem-1 reaches branch only via hub under any 2 failures;
claim reach_on-prem-1_on-prem-2: on-prem-1 can reach on-prem-2 under any 2 failures { expect refuted; }
claim apart_on-prem-1_on-prem-2: on-prem-1 cannot reach on-prem-2 under any 2 failures;
claim same_on-prem-1_on-prem-2: on-prem-1 and on-prem-2 are symmetric under any 2 failures;
claim gate_on-prem-1_on-prem-2: on-prem-1 reaches on-prem-2 only via hub under any 2 failures;
claim reach_on-prem-1_remote: on-prem-1 can reach remote under any 2 failures { expect refuted; }
claim apart_on-prem-1_remote: on-prem-1 cannot reach remote under any 2 failures { expect refuted; }
claim same_on-prem-1_remote: on-prem-1 and remote are symmetric under any 2 failures;
claim gate_on-prem-1_remote: on-prem-1 reaches remote only via hub under any 2 failures { expect refuted; }
claim reach_on-prem-2_hub: on-prem-2 can reach hub under any 2 failures { expect refuted; }
claim apart_on-prem-2_hub: on-prem-2 cannot reach hub under any 2 failures { expect refuted; }
claim same_on-prem-2_hub: on-prem-2 and hub are symmetric under any 2 failures;
claim gate_on-prem-2_hub: on-prem-2 reaches hub only via hub under any 2 failures;
claim reach_on-prem-2_spoke: on-prem-2 can reach spoke under any 2 failures { expect refuted; }
claim apart_on-prem-2_spoke: on-prem-2 cannot reach spoke under any 2 failures { expect refuted; }
claim same_on-prem-2_spoke: on-prem-2 and spoke are symmetric under any 2 failures;
claim gate_on-prem-2_spoke: on-prem-2 reaches spoke only via hub under any 2 failures;
claim reach_on-prem-2_branch: on-prem-2 can reach branch under any 2 failures { expect refuted; }
claim apart_on-prem-2_branch: on-prem-2 cannot reach branch under any 2 failures;
claim same_on-prem-2_branch: on-prem-2 and branch are symmetric under any 2 failures;
claim gate_on-prem-2_branch: on-prem-2 reaches branch only via hub under any 2 failures;
claim reach_on-prem-2_on-prem-1: on-prem-2 can reach on-prem-1 under any 2 failures { expect refuted; }
claim apart_on-prem-2_on-prem-1: on-prem-2 cannot reach on-prem-1 under any 2 failures;
claim same_on-prem-2_on-prem-1: on-prem-2 and on-prem-1 are symmetric under any 2 failures;
claim gate_on-prem-2_on-prem-1: on-prem-2 reaches on-prem-1 only via hub under any 2 failures;
claim reach_on-prem-2_remote: on-prem-2 can reach remote under any 2 failures { expect refuted; }
claim apart_on-prem-2_remote: on-prem-2 cannot reach remote under any 2 failures;
claim same_on-prem-2_remote: on-prem-2 and remote are symmetric under any 2 failures;
claim gate_on-prem-2_remote: on-prem-2 reaches remote only via hub under any 2 failures;
claim reach_remote_hub: remote can reach hub under any 2 failures { expect refuted; }
claim apart_remote_hub: remote cannot reach hub under any 2 failures { expect refuted; }
claim same_remote_hub: remote and hub are symmetric under any 2 failures;
claim gate_remote_hub: remote reaches hub only via hub under any 2 failures;
claim reach_remote_spoke: remote can reach spoke under any 2 failures { expect refuted; }
claim apart_remote_spoke: remote cannot reach spoke under any 2 failures { expect refuted; }
claim same_remote_spoke: remote and spoke are symmetric under any 2 failures;
claim gate_remote_spoke: remote reaches spoke only via hub under any 2 failures;
claim reach_remote_branch: remote can reach branch under any 2 failures { expect refuted; }
claim apart_remote_branch: remote cannot reach branch under any 2 failures;
claim same_remote_branch: remote and branch are symmetric under any 2 failures;
claim gate_remote_branch: remote reaches branch only via hub under any 2 failures;
claim reach_remote_on-prem-1: remote can reach on-prem-1 under any 2 failures { expect refuted; }
claim apart_remote_on-prem-1: remote cannot reach on-prem-1 under any 2 failures { expect refuted; }
claim same_remote_on-prem-1: remote and on-prem-1 are symmetric under any 2 failures;
claim gate_remote_on-prem-1: remote reaches on-prem-1 only via hub under any 2 failures { expect refuted; }
claim reach_remote_on-prem-2: remote can reach on-prem-2 under any 2 failures { expect refuted; }
claim apart_remote_on-prem-2: remote cannot reach on-prem-2 under any 2 failures;
claim same_remote_on-prem-2: remote and on-prem-2 are symmetric under any 2 failures;
claim gate_remote_on-prem-2: remote reaches on-prem-2 only via hub under any 2 failures;
