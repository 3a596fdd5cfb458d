# The interoperability lab as its configuration reads to the letter: no filter stands on the router's session to the VPN gateway. The
# router hands on what it learned from the circuit, the hub passes it to the branch, and packets from branch to remote arrive
# while the replies have no way back. A ping shows nothing; the leak is there all the same.

design azure-interop-leak "The lab with a router that announces everything over the tunnel";
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
    on-prem-1.ce { address 10.2.30.125; advertise all; }
}

matrix lab {
    columns   hub spoke branch on-prem-1 on-prem-2 remote;
    hub       .   Y     Y      Y         Y         Y;
    spoke     Y   .     Y      Y         Y         Y;
    branch    Y   Y     .      Y         N         N;
    on-prem-1 Y   Y     Y      .         N         Y;
    on-prem-2 Y   Y     N      N         .         N;
    remote    Y   Y     N      Y         N         .;
}

claim one-way:      branch can send to remote via hub.vpn-gw, on-prem-1.ce, er1.primary;
claim no-way-back:  remote cannot send to branch;
claim isolation:    branch and remote are isolated { expect refuted; severity critical; }
claim leaked:       branch.vpn-gw learns 10.17.30.0/26 from hub.vpn-gw with as-path 65515 65021 12076;
claim stays-inside: branch.vpn-gw does not learn 0.0.0.0/0;
