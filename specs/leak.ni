# The interoperability lab with the tunnel session of on-prem-1 as the published configuration has it: no filter stands on
# it, so nobody knows what the router tells the VPN gateway. It may be what it learned from the circuit: then the hub
# passes it to the branch, and what was thought isolated is not (azure-interop-leak.ni shows this one case).
# leak-repaired.ni has the filter.

design leak "the lab with a router that may announce anything over the tunnel";
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
    on-prem-1.ce { address 10.2.30.125; advertise own; may-advertise 10.0.0.0/8 le 32; }
}

claim isolation:   branch and remote are isolated    { severity critical; expect refuted; }
claim isolation-2: branch and on-prem-2 are isolated { severity critical; expect refuted; }
claim not-told:    on-prem-1.ce does not advertise 10.17.30.0/26 to hub.vpn-gw { expect refuted; }

# A prefix that is longer than the announced one hijacks it, be it learned from a circuit or over the other tunnel. What lies inside
# the VNets themselves and their peers is safe: there system routes win (F9), and the gateway refuses it (F37).
claim hub-on-prem-2: hub can reach on-prem-2 { expect refuted; }
claim branch-hub:    branch can reach hub    { expect refuted; }
claim spoke-to-hub:  spoke can reach hub;
