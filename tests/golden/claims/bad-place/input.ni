site vnet hub {
    prefix 10.10.0.0/24;
    host vm 10.10.0.4;
    gateway vpn vpn-gw { asn 65010; }
    gateway expressroute er-gw;
}
site vnet spoke { prefix 10.11.0.0/24; host vm 10.11.0.4; }
site onprem office { prefix 10.2.0.0/24; host pc 10.2.0.10; router ce { asn 65021; } }
circuit er1;
connect hub.er-gw <-> er1;
connect office.ce <-> er1;
group g = hub, spoke;
let corp = 10.0.0.0/8;
peering hub <-> spoke;
claim a: hub can reach office via g;
claim b: hub can reach office avoiding corp, hub->spoke;
claim c: hub can reach office via hub.er-gw<->office.ce;
claim d: hub can reach office when g down;
connect hub.vpn-gw <-> office.ce tunnel;
claim e: hub can reach office via hub.vpn-gw<->office.ce;
claim f: hub can reach office via spoke<->hub or tunnel or er1.primary<->hub.er-gw or office.ce<->er1;
