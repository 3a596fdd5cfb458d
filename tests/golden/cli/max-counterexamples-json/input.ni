design m "many";
site vnet hub { prefix 10.1.0.0/16; gateway vpn gw; appliance fw 10.1.0.4 { rules { allow tcp port 443; } } }
site vnet s1 { prefix 10.11.0.0/16; subnet a 10.11.0.0/24 { route-table t; } route-table t { route 0.0.0.0/0 -> appliance hub.fw; } }
site vnet s2 { prefix 10.12.0.0/16; subnet a 10.12.0.0/24 { route-table t; } route-table t { route 0.0.0.0/0 -> appliance hub.fw; } }
site vnet s3 { prefix 10.13.0.0/16; subnet a 10.13.0.0/24; }
peering hub <-> s1 { hub {allow-gateway-transit;} s1 { use-remote-gateways; allow-forwarded-traffic; } }
peering hub <-> s2 { hub {allow-gateway-transit;} s2 { use-remote-gateways; allow-forwarded-traffic; } }
peering hub <-> s3 { s3 { allow-forwarded-traffic; } }
site onprem office { prefix 10.9.0.0/16; router r1 { asn 65010; } router r2 { asn 65010; } }
connect office.r1 <-> hub.gw;
connect office.r2 <-> hub.gw;
group spokes = s1, s2, s3;
claim a: office can reach spokes under any 2 failures;
claim b: spokes can reach spokes on tcp 443, tcp 22;
claim c: office.r1 learns 10.11.0.0/16 from hub.gw under any 2 failures;
