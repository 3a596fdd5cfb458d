# The published interoperability lab: ExpressRoute, site-to-site VPN and VNet peering side by side.
#
# Hub, spoke and branch VNets in one region, a remote VNet in another, and two on-premises sites. Circuit er1 joins
# on-prem-1, hub and remote; circuit er2 joins on-prem-2 and hub; tunnels join hub with branch and hub with on-prem-1.
# Every pair of the six places was measured by traceroute or ping: "Interoperability in Azure", Microsoft, 2018 to
# 2023 (github.com/MicrosoftDocs/azure-docs, articles/networking/connectivity-interoperability-*.md). Address ranges that those
# pages show in pictures only follow sister labs of the same authors.

design azure-interop "Azure back-end interoperability test bed";
profile azure-2018;

include "lab/hub.ni";
include "lab/sites.ni";
include "lab/remote.ni";
include "lab/on-prem-1.ni";
include "lab/peering.ni";
include "lab/branch-tunnel.ni";
include "lab/on-prem-1-tunnel.ni";
include "lab/er1-vnets.ni";
include "lab/er1-on-prem.ni";
include "lab/er2.ni";

# ---- the 30 measured pairs ----

matrix lab {
    columns   hub spoke branch on-prem-1 on-prem-2 remote;
    hub       .   Y     Y      Y         Y         Y;
    spoke     Y   .     Y      Y         Y         Y;
    branch    Y   Y     .      Y         N         N;
    on-prem-1 Y   Y     Y      .         N         Y;
    on-prem-2 Y   Y     N      N         .         N;
    remote    Y   Y     N      Y         N         .;
}

# ---- the logical paths of the 22 reachable pairs ----

claim path-hub-spoke:     path from hub to spoke is direct;
claim path-hub-branch:    path from hub to branch is hub.vpn-gw, branch.vpn-gw;
claim path-hub-on-prem-1: path from hub to on-prem-1 is hub.er-gw, er1.primary, on-prem-1.ce;
claim path-hub-on-prem-2: path from hub to on-prem-2 is hub.er-gw, er2, on-prem-2.ce;
claim path-hub-remote:    path from hub to remote is hub.er-gw, er1, remote.er-gw;

claim path-spoke-hub:       path from spoke to hub is direct;
claim path-spoke-branch:    path from spoke to branch is hub.vpn-gw, branch.vpn-gw;
claim path-spoke-on-prem-1: path from spoke to on-prem-1 is hub.er-gw, er1.primary, on-prem-1.ce;
claim path-spoke-on-prem-2: path from spoke to on-prem-2 is hub.er-gw, er2, on-prem-2.ce;
claim path-spoke-remote:    path from spoke to remote is hub.er-gw, er1, remote.er-gw;

claim path-branch-hub:       path from branch to hub is branch.vpn-gw, hub.vpn-gw;
claim path-branch-spoke:     path from branch to spoke is branch.vpn-gw, hub.vpn-gw;
claim path-branch-on-prem-1: path from branch to on-prem-1 is branch.vpn-gw, hub.vpn-gw, on-prem-1.ce;

claim path-on-prem-1-hub:    path from on-prem-1 to hub is on-prem-1.ce, er1.primary, hub.er-gw;
claim path-on-prem-1-spoke:  path from on-prem-1 to spoke is on-prem-1.ce, er1.primary, hub.er-gw;
claim path-on-prem-1-branch: path from on-prem-1 to branch is on-prem-1.ce, hub.vpn-gw, branch.vpn-gw;
claim path-on-prem-1-remote: path from on-prem-1 to remote is on-prem-1.ce, er1.primary, remote.er-gw;

claim path-on-prem-2-hub:   path from on-prem-2 to hub is on-prem-2.ce, er2, hub.er-gw;
claim path-on-prem-2-spoke: path from on-prem-2 to spoke is on-prem-2.ce, er2, hub.er-gw;

claim path-remote-hub:       path from remote to hub is remote.er-gw, er1, hub.er-gw;
claim path-remote-spoke:     path from remote to spoke is remote.er-gw, er1, hub.er-gw;
claim path-remote-on-prem-1: path from remote to on-prem-1 is remote.er-gw, er1.primary, on-prem-1.ce;

# ---- failover: the customer's ExpressRoute link is down, 20 pairs survive over the tunnel ----

matrix failover when on-prem-1.ce<->er1.primary down {
    key V = via on-prem-1.ce<->hub.vpn-gw;
    columns   hub spoke branch on-prem-1 on-prem-2 remote;
    hub       .   Y     Y      V         Y         Y;
    spoke     Y   .     Y      V         Y         Y;
    branch    Y   Y     .      V         N         N;
    on-prem-1 V   V     V      .         N         N;
    on-prem-2 Y   Y     N      N         .         N;
    remote    Y   Y     N      N         N         .;
}

# ---- symmetry of every reachable pair (hub and spoke with on-prem-1: below, under failures) ----

claim symmetric-hub-spoke:        hub and spoke are symmetric;
claim symmetric-hub-branch:       hub and branch are symmetric;
claim symmetric-hub-on-prem-2:    hub and on-prem-2 are symmetric;
claim symmetric-hub-remote:       hub and remote are symmetric;
claim symmetric-spoke-branch:     spoke and branch are symmetric;
claim symmetric-spoke-on-prem-2:  spoke and on-prem-2 are symmetric;
claim symmetric-spoke-remote:     spoke and remote are symmetric;
claim symmetric-branch-on-prem-1: branch and on-prem-1 are symmetric;
claim symmetric-on-prem-1-remote: on-prem-1 and remote are symmetric;

# The traces show both devices of er2 in use, one for each direction or destination.
claim same-device-on-prem-2: hub and on-prem-2 are symmetric at device { expect refuted; }
claim same-device-on-prem-1: hub and on-prem-1 are symmetric at device;

# ---- one failure: what holds ----

claim hub-on-prem-1-survives:   hub can reach on-prem-1 under any 1 failure { severity high; }
claim spoke-on-prem-1-survives: spoke can reach on-prem-1 under any 1 failure;
claim hub-on-prem-2-survives:   hub can reach on-prem-2 under any 1 failure;
claim hub-remote-survives:      hub can reach remote under any 1 failure;
claim hub-on-prem-1-no-tunnel:  hub can reach on-prem-1 via er1 under any 1 failure of tunnels;
claim no-asymmetry-on-prem-1:   hub and on-prem-1 are symmetric under any 1 failure;
claim no-asymmetry-spoke:       spoke and on-prem-1 are symmetric under any 2 failures;

# ---- one failure: what does not ----

claim branch-has-one-tunnel:      branch can reach hub under any 1 failure               { expect refuted; }
claim remote-needs-one-link:      remote can reach on-prem-1 under any 1 failure         { expect refuted; }
claim two-failures-cut-on-prem-1: hub can reach on-prem-1 under any 2 failures           { expect refuted; }
claim circuit-carries-remote:     hub can reach remote under any 1 failure of circuits   { expect refuted; }
claim peering-carries-spoke:      spoke can reach branch under any 1 failure of peerings { expect refuted; }
claim always-over-express-route:  hub can reach on-prem-1 via er1 under any 1 failure    { expect refuted; }
claim on-prem-1-needs-its-link:   on-prem-1 reaches remote only via er1.primary;

# ---- isolation ----

claim branch-on-prem-2:    branch and on-prem-2 are isolated under any 2 failures    { severity critical; }
claim branch-remote:       branch and remote are isolated under any 2 failures       { severity critical; }
claim on-prem-1-on-prem-2: on-prem-1 and on-prem-2 are isolated under any 2 failures { severity critical; }
claim on-prem-2-remote:    on-prem-2 and remote are isolated under any 2 failures    { severity critical; }

# ---- routes ----

claim ce-learns-hub:         on-prem-1.ce learns 10.10.30.0/24 from er1.primary with as-path 12076;
claim ce-learns-hub-twice:   on-prem-1.ce learns 10.10.30.0/24 from hub.vpn-gw;
claim ce-prefers-circuit:    on-prem-1.ce selects 10.10.30.0/24 from er1.primary;
claim ce-falls-back:         on-prem-1.ce selects 10.10.30.0/24 from hub.vpn-gw when er1.primary down;
claim remote-sees-hub:       remote.er-gw learns 10.10.30.0/24 from er1.primary with as-path 12076 12076;
claim hub-uses-both-devices: hub.er-gw selects 10.17.30.0/26 from er1.primary, er1.secondary;
claim spoke-is-announced:    hub.er-gw advertises 10.11.30.0/26 to er2.primary;
claim no-vpn-into-circuit:   hub.er-gw does not advertise 10.11.30.64/26 to er1.primary under any 2 failures;
claim circuits-stay-apart:   er2.primary does not learn 10.2.30.0/25;
claim ce-announces-own:      on-prem-1.ce does not advertise 10.17.30.0/26 to hub.vpn-gw;

# ---- delays ----
#
# The traces give round-trip times in whole milliseconds: hub and on-prem-1 2, hub and branch 2 to 4, hub and on-prem-2
# 75, hub and remote 68 to 71, remote and on-prem-1 69. Half of each is the way there. The devices of er1 stand next to
# the first region and those of er2 next to on-prem-2, since the first hop of a trace answers as late as the last one
# only from hub to on-prem-2 and from remote. The delays of the connections are chosen such that their sums explain
# the measurements: hub to er1 0.75 ms, on-prem-1 to er1 0.25 ms, remote to er1 34.25 ms, hub to er2 37.25 ms,
# on-prem-2 to er2 0.25 ms, and 1 ms for each tunnel.

claim delay-hub-on-prem-1:      hub can reach on-prem-1 within 1ms;
claim delay-on-prem-1-hub:      on-prem-1 can reach hub within 1ms;
claim delay-hub-branch:         hub can reach branch within 2ms;
claim delay-branch-hub:         branch can reach hub within 2ms;
claim delay-hub-on-prem-2:      hub can reach on-prem-2 within 37.5ms;
claim delay-on-prem-2-hub:      on-prem-2 can reach hub within 37.5ms under any 1 failure;
claim delay-hub-remote:         hub can reach remote within 35.5ms under any 1 failure;
claim delay-remote-hub:         remote can reach hub within 35.5ms;
claim delay-remote-on-prem-1:   remote can reach on-prem-1 within 34.5ms;
claim delay-on-prem-1-remote:   on-prem-1 can reach remote within 34.5ms;
claim delay-spoke-remote:       spoke can reach remote within 35.5ms;
claim delay-branch-on-prem-1:   branch can reach on-prem-1 within 2ms;
claim delay-failover:           hub can reach on-prem-1 within 2ms under any 1 failure;
claim no-less-hub-on-prem-1:    hub can reach on-prem-1 within 990us      { expect refuted; }
claim no-less-hub-on-prem-2:    hub can reach on-prem-2 within 37.49ms    { expect refuted; }
claim no-less-hub-remote:       hub can reach remote within 34ms          { expect refuted; }
claim no-less-remote-on-prem-1: remote can reach on-prem-1 within 34.49ms { expect refuted; }

# ---- the router itself ----

claim hub-router:        hub can reach 10.2.30.3;
claim router-branch:     10.2.30.3 can reach branch;
claim lan-router:        on-prem-1 can reach on-prem-1.ce;
claim router-way:        path from 10.2.30.3 to hub is er1.primary, hub.er-gw;
claim link-address:      hub cannot send to 192.168.30.0;
claim router-everywhere: on-prem-1.ce can reach hub { expect refuted; note "192.168.30.0 is announced to nobody"; }

# ---- equal ways and named ways ----

claim both-devices-of-er2: hub can reach on-prem-2 over er2.primary, er2.secondary;
claim both-devices-of-er1: hub can reach remote over er1.primary, er1.secondary;
claim one-device-of-er1:   hub can reach on-prem-1 over er1.primary, er1.secondary { expect refuted; }
claim there-and-back:      spoke can reach on-prem-1 via hub.er-gw, er1.primary via on-prem-1.ce both-ways;
claim back-over-either:    hub can reach on-prem-2 via er2.primary or er2.secondary both-ways;
