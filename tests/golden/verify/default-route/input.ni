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

site onprem far { prefix 10.7.0.0/24; host pc 10.7.0.10; router ce { asn 65033; default-route; originate 10.7.0.0/24, 0.0.0.0/0, 10.8.0.0/16; } }
connect far.ce <-> hub.vpn-gw { far.ce { advertise own; } }
claim a: hub.vpn-gw learns 0.0.0.0/0 from far.ce;
claim b: branch.vpn-gw does not learn 0.0.0.0/0;
claim c: hub selects 0.0.0.0/0 from hub.vpn-gw;
claim d: hub can send to 192.168.9.9;
claim e: hub can send to 10.8.0.1;
claim f: path from spoke to far is hub.vpn-gw, far.ce;
claim g: branch can reach far via hub.vpn-gw;
claim h: hub can send to 192.168.9.9 under any 1 failure of tunnels;
