# A hub with five spokes, a data centre behind a circuit, and two branches.
site vnet hub { prefix 10.0.0.0/16; gateway expressroute er-gw; gateway vpn vpn-gw; }
site onprem dc { prefix 172.16.0.0/16; router r1 { asn 65010; } router r2 { asn 65010; } }
circuit er;
connect hub.er-gw <-> er;
connect dc.r1 <-> er;
connect dc.r2 <-> er;
site vnet spoke0 { prefix 10.1.0.0/24; }
peering hub <-> spoke0 { hub { allow-gateway-transit; } spoke0 { use-remote-gateways; } }
site vnet spoke1 { prefix 10.1.1.0/24; }
peering hub <-> spoke1 { hub { allow-gateway-transit; } spoke1 { use-remote-gateways; } }
site vnet spoke2 { prefix 10.1.2.0/24; }
peering hub <-> spoke2 { hub { allow-gateway-transit; } spoke2 { use-remote-gateways; } }
site vnet spoke3 { prefix 10.1.3.0/24; }
peering hub <-> spoke3 { hub { allow-gateway-transit; } spoke3 { use-remote-gateways; } }
site vnet spoke4 { prefix 10.1.4.0/24; }
peering hub <-> spoke4 { hub { allow-gateway-transit; } spoke4 { use-remote-gateways; } }
site onprem branch0 { prefix 192.168.0.0/24; router r { asn 65100; } }
connect branch0.r <-> hub.vpn-gw;
site onprem branch1 { prefix 192.168.1.0/24; router r { asn 65101; } }
connect branch1.r <-> hub.vpn-gw;
group spokes = spoke0, spoke1, spoke2, spoke3, spoke4;
claim apart: spokes cannot reach spokes;
claim on-prem: spokes can reach dc under any 1 failure;
claim office:   branch0 can reach hub under any 1 failure of links;
claim inside:   hub can reach spokes;
claim branches: branch0 and branch1 are isolated under any 2 failures;
claim transit:  branch0 can reach branch1;
claim dc-spoke: dc can send to spoke0 under any 2 failures of links;
claim all-lost: dc can send to spoke0 under any 4 failures of links;
claim hops:     spoke0 can reach dc within 4 hops;
claim hops-one: spoke0 can reach dc within 3 hops;
claim device:   spokes can reach dc when er.primary down and under any 1 failure of devices;
claim circuit:  spokes can reach dc under any 1 failure of circuits;
