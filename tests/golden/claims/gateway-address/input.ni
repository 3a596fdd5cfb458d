site vnet hub { prefix 10.10.0.0/24; gateway vpn gw { asn 65010; address 10.10.0.132; bgp-address 10.10.0.133; } }
site vnet spoke { prefix 10.11.0.0/24; }
peering hub <-> spoke;
claim a: spoke can reach 10.10.0.132;
claim b: spoke can reach 10.10.0.132/31;
claim c: spoke can reach 10.10.0.128/29;
