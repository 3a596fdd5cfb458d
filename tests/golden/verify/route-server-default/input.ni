# What the VPN gateway learned goes to the circuit through the Route Server, but for a default route (F36) and for what
# overlaps the hub (F34).
site vnet hub {
    prefix 10.1.0.0/16;
    gateway vpn vpn { asn 65515; active-active; }
    gateway expressroute er;
    route-server rs { branch-to-branch; }
}
site onprem shop { prefix 172.16.9.0/24; router r { asn 65001; originate 172.16.9.0/24, 0.0.0.0/0, 10.0.0.0/8; } }
site onprem dc { prefix 192.168.0.0/24; router ce { asn 65002; } }
circuit e;
connect shop.r <-> hub.vpn;
connect hub.er <-> e;
connect dc.ce <-> e;
claim a: dc can reach shop;
claim b: dc.ce learns 172.16.9.0/24 from e;
claim c: dc.ce does not learn 0.0.0.0/0;
claim d: dc.ce does not learn 10.0.0.0/8;
claim e: hub learns 0.0.0.0/0 from hub.vpn;
