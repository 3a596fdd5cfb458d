# A web shop in a hub-and-spoke network: a firewall with two instances inspects everything that enters, leaves or
# crosses between the spokes; the shop is published through it.

design shop "A web shop behind a firewall";

site vnet hub {
    prefix  10.0.0.0/16;
    subnet  AzureFirewallSubnet 10.0.0.0/26;
    subnet  GatewaySubnet       10.0.1.0/27 { route-table from-corp; }
    gateway vpn gw;
    appliance fw 10.0.0.4 {
        public 20.50.60.70;
        instances 2;
        snat 10.0.0.0/8, 192.168.0.0/16;
        rules {
            allow tcp from corp to web, db port 22;
            allow tcp from web.frontend to db.data port 1433;
            allow tcp from web, db to internet port 443;
            dnat  tcp from internet to 20.50.60.70 port 443 -> 10.1.0.100;
        }
    }
    route-table from-corp { route 10.1.0.0/16, 10.2.0.0/16 -> appliance hub.fw; }
}
site vnet web {
    prefix 10.1.0.0/16;
    subnet frontend 10.1.0.0/24 { route-table out; security-group web-sg; host w1 10.1.0.4; host w2 10.1.0.5; }
    load-balancer lb 10.1.0.100 { backend w1, w2; }
    route-table out { gateway-propagation off; route 0.0.0.0/0 -> appliance hub.fw; }
    security-group web-sg {
        inbound { 100 allow tcp from 10.0.0.0/26 port 443; 110 allow tcp from corp port 22; 4000 deny any; }
    }
}
site vnet db {
    prefix 10.2.0.0/16;
    subnet data 10.2.0.0/24 { route-table out; host sql 10.2.0.4; }
    route-table out { gateway-propagation off; route 0.0.0.0/0 -> appliance hub.fw; }
}
site onprem corp { prefix 192.168.0.0/16; router ce { asn 65010; } }
peering hub <-> web { hub { allow-gateway-transit; } web { use-remote-gateways; allow-forwarded-traffic; } }
peering hub <-> db  { hub { allow-gateway-transit; } db { use-remote-gateways; allow-forwarded-traffic; } }
connect hub.gw <-> corp.ce { bgp; }

claim shop:        internet can reach hub.fw on tcp 443;
claim ssh:         corp can reach web.frontend on tcp 22 via hub.fw { severity high; }
claim ssh-ha:      corp can reach web.frontend on tcp 22 via hub.fw under any 1 failure of devices;
claim sql:         web.frontend can reach db.data on tcp 1433 via hub.fw;
claim sql-only:    web.frontend cannot reach db.data on tcp 22, udp, icmp;
claim db-out:      db can reach internet on tcp 443 via hub.fw;
claim only-https:  internet cannot send to hub.fw on tcp 22, udp, icmp;
claim db-isolated: internet cannot send to db;
claim corp-db:     corp cannot reach db on tcp 1433;
claim sym:         corp and web.frontend are symmetric at device;
