# The interoperability lab with VNet-to-VNet over the circuit switched off at one gateway, which is enough: hub and spoke lose the
# remote VNet, and on-prem-1 keeps it.

design azure-interop-without-vnet-to-vnet "The lab without VNet-to-VNet traffic over the circuit";
profile azure-2018;

include "lab/hub.ni";
include "lab/sites.ni";
include "lab/on-prem-1.ni";
include "lab/peering.ni";
include "lab/branch-tunnel.ni";
include "lab/on-prem-1-tunnel.ni";
include "lab/er1-vnets.ni";
include "lab/er1-on-prem.ni";
include "lab/er2.ni";

site vnet remote {
    region  west-us;
    prefix  10.17.30.0/26;
    host    vm 10.17.30.4;
    gateway expressroute er-gw { address 10.17.30.36; accept-remote-vnets off; }
}

matrix lab {
    columns   hub spoke branch on-prem-1 on-prem-2 remote;
    hub       .   Y     Y      Y         Y         N;
    spoke     Y   .     Y      Y         Y         N;
    branch    Y   Y     .      Y         N         N;
    on-prem-1 Y   Y     Y      .         N         Y;
    on-prem-2 Y   Y     N      N         .         N;
    remote    N   N     N      Y         N         .;
}

claim on-prem-keeps-remote: on-prem-1 can reach remote via er1.primary;
claim remote-hears-nothing: remote.er-gw does not learn 10.10.30.0/24;
