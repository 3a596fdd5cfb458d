# The interoperability lab with no filter on either session of the first router: branch and remote reach each other through on-prem-1,
# and because ExpressRoute is preferred, hub and spoke now send to the branch through the customer's router.

design azure-interop-open-router "The lab with a router that announces everything everywhere";
profile azure-2018;

include "lab/hub.ni";
include "lab/sites.ni";
include "lab/remote.ni";
include "lab/on-prem-1.ni";
include "lab/peering.ni";
include "lab/branch-tunnel.ni";
include "lab/er1-vnets.ni";
include "lab/er2.ni";

connect on-prem-1.ce <-> hub.vpn-gw {
    bgp;
    on-prem-1.ce { address 10.2.30.125; advertise all; }
}
connect on-prem-1.ce <-> er1.primary {
    on-prem-1.ce { address 192.168.30.17; advertise all; local-preference 200; }
    er1.primary  { address 192.168.30.18; }
}
connect on-prem-1.ce <-> er1.secondary {
    down;
    on-prem-1.ce { advertise all; local-preference 200; }
}

matrix lab {
    columns   hub spoke branch on-prem-1 on-prem-2 remote;
    hub       .   Y     Y      Y         Y         Y;
    spoke     Y   .     Y      Y         Y         Y;
    branch    Y   Y     .      Y         N         Y;
    on-prem-1 Y   Y     Y      .         N         Y;
    on-prem-2 Y   Y     N      N         .         N;
    remote    Y   Y     Y      Y         N         .;
}

claim through-the-customer: path from branch to remote is branch.vpn-gw, hub.vpn-gw, on-prem-1.ce, er1.primary,
        remote.er-gw;
claim hub-takes-the-detour: path from hub to branch is hub.er-gw, er1.primary, on-prem-1.ce, hub.vpn-gw, branch.vpn-gw;
claim no-asymmetry:         hub and branch are symmetric { expect refuted; }
