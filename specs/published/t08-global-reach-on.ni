# Two offices on two circuits, and two VNets that both circuits reach, joined by Global Reach.
# Published: MicrosoftDocs/azure-docs, articles/expressroute/expressroute-global-reach.md.

design t08-global-reach-on "Two circuits with Global Reach";

site vnet vnet3      { prefix 10.0.3.0/24; gateway expressroute gw; }
site vnet vnet4      { prefix 10.0.4.0/24; gateway expressroute gw; }
site onprem office-a { prefix 10.0.1.0/24; router r { asn 65001; } }
site onprem office-b { prefix 10.0.2.0/24; router r { asn 65002; } }
circuit a;
circuit b;

connect office-a.r <-> a;
connect office-b.r <-> b;
connect vnet3.gw   <-> a;
connect vnet3.gw   <-> b;
connect vnet4.gw   <-> a;
connect vnet4.gw   <-> b;
connect a          <-> b;

group vnets = vnet3, vnet4;

claim a-and-vnets:      office-a can reach vnets under any 1 failure;
claim b-and-vnets:      office-b can reach vnets under any 1 failure;
claim a-b-joined:       office-a can reach office-b avoiding vnet3, vnet4;
claim device-to-device: path from office-a to office-b is office-a.r, a, b, office-b.r;
