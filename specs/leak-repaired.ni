# leak.ni with an outbound filter on the router: it may still announce parts of its own prefix over the tunnel, whatever their
# length, and nothing else. The gateway cannot filter for itself (F66).

design leak-repaired "the lab with a router that may announce its own prefix in parts";
profile azure-2018;

include "lab/hub.ni";
include "lab/sites.ni";
include "lab/remote.ni";
include "lab/on-prem-1.ni";
include "lab/peering.ni";
include "lab/branch-tunnel.ni";
include "lab/er1-vnets.ni";
include "lab/er1-on-prem.ni";
include "lab/er2.ni";

connect on-prem-1.ce <-> hub.vpn-gw {
    bgp;
    on-prem-1.ce { address 10.2.30.125; advertise own; may-advertise 10.2.30.0/25 le 32; }
}

claim isolation:     branch and remote are isolated under any 1 failure { severity critical; }
claim isolation-2:   branch and on-prem-2 are isolated under any 1 failure;
claim not-told:      on-prem-1.ce does not advertise 10.17.30.0/26 to hub.vpn-gw;
claim spoke-to-hub:  spoke can reach hub;
claim hub-on-prem-2: hub can reach on-prem-2;
claim branch-hub:    branch can reach hub;

# A part of the prefix over the tunnel draws the traffic away from the circuit: the longer prefix wins at the hub. It comes
# back over the circuit, so symmetry is lost; reachability is not.
claim hub-on-prem-1: hub can reach on-prem-1;
claim symmetric:     hub and on-prem-1 are symmetric { expect refuted; }
