site vnet hub { prefix 10.10.0.0/16; gateway vpn gw { sku VpnGw1; } route-server rs { preference as-path; } appliance nva 10.10.0.4 { asn 65001; originate 10.0.0.0/8; } }
site onprem office { prefix 10.2.0.0/24; router ce { asn 65021; address 192.168.0.1; } }
circuit er1 { tier local; }
policy p { deny prefix 10.9.0.0/16 le 24; permit community 65021:1 as-path 65001 set local-preference 50 set med 5 strip 65515 prepend 2 set next-hop self add community no-export remove community 65021:1; }
connect office.ce <-> er1;
connect hub.nva <-> hub.rs { hub.nva { as-override; community 1:1, no-advertise; next-hop 10.10.0.4; } }
connect hub.nva <-> office.ce { office.ce { policy in p; policy out p; weight 5; med 6; strip 7; } }
