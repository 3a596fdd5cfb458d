# Qualifiers, `only via` and `path` over groups, tags, sets, prefixes, addresses and services.
site vnet hub { prefix 10.1.0.0/16; prefix fd00:1::/48; host vm 10.1.0.4; gateway expressroute er-gw; appliance fw 10.1.9.4 { stateful off; } }
site vnet spoke { tag prod; prefix 10.2.0.0/16; subnet w 10.2.1.0/24 { route-table t; host web 10.2.1.4; } route-table t { route 10.3.0.0/16 -> appliance hub.fw; } }
site vnet back { tag prod; prefix 10.3.0.0/16; host db 10.3.0.4; }
site onprem office { prefix 10.9.0.0/16; prefix fd00:9::/48; host pc 10.9.0.20; router ce { asn 65010; } }
circuit er1;
peering hub <-> spoke { hub { allow-gateway-transit; allow-forwarded-traffic; } spoke { use-remote-gateways; allow-forwarded-traffic; } }
peering hub <-> back { back { allow-forwarded-traffic; } }
connect hub.er-gw <-> er1;
connect office.ce <-> er1;
group prod = tagged prod;
group clouds = hub, spoke;
let nets = 10.9.0.0/17, 10.9.128.0/17;
claim u1: office can reach clouds uninspected on tcp 443;
claim u2: prod can send to back uninspected on tcp 80, udp 53;
claim a1: fd00:9::/48 can reach fd00:1::/48 avoiding spoke, hub.fw on icmp;
claim a2: fd00:9::/48 can reach fd00:1::/48 avoiding er1.primary on icmp;
claim o1: nets reaches clouds on tcp 22 only via er1;
claim o2: { nets, 10.9.0.20 } reaches fd00:1::/48 only via er1;
claim o3: prod reaches 10.3.0.0/16 on udp only via hub<->back;
claim o4: clouds reaches nets on tcp only via er1.primary or spoke;
claim p1: path from fd00:9::/48 to hub on tcp 443 is office.ce, er1, hub.er-gw;
claim p2: path from clouds to nets on tcp is hub.er-gw, er1, office.ce;
claim p3: path from prod to back on udp 53 is hub.fw;
claim p4: path from 10.9.0.20 to { hub.vm, spoke.web } is office.ce, er1.primary, hub.er-gw;
claim h1: nets can reach clouds within 4 hops on tcp 443;
claim h2: fd00:9::/48 can reach hub within 3 hops;
claim v1: spoke.w can send to prod via hub.fw, hub<->back on tcp 5432;
claim v2: prod can send to 10.3.0.4 via er1 on icmp;
