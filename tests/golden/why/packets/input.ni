design packets "what stops packets that have a route, and what lets them pass";

site vnet hub {
    prefix 10.1.0.0/16;
    subnet fw-net 10.1.0.0/24;
    appliance fw 10.1.0.4 {
        rules {
            allow tcp from 10.2.0.0/16 to 10.3.0.0/16 port 443;
            deny  tcp from any to any port 22;
        }
    }
}
site vnet front {
    prefix 10.2.0.0/16;
    subnet web  10.2.1.0/24 { route-table by-fw; host vm 10.2.1.4; }
    subnet dark 10.2.2.0/24 { route-table nowhere; host box 10.2.2.4; }
    route-table by-fw   { route 10.3.0.0/16 -> appliance hub.fw; }
    route-table nowhere { route 10.3.0.0/16 -> none; }
}
site vnet back {
    prefix 10.3.0.0/16;
    subnet db 10.3.1.0/24 { route-table by-fw; security-group guard; host sql 10.3.1.4; }
    route-table by-fw { route 10.2.0.0/16 -> appliance hub.fw; }
    security-group guard {
        inbound {
            100 allow tcp from 10.2.0.0/16 to any port 443;
            200 deny any from any to any;
        }
    }
}
peering hub <-> front { hub { allow-forwarded-traffic; } front { allow-forwarded-traffic; } }
peering hub <-> back  { hub { allow-forwarded-traffic; } back { allow-forwarded-traffic; } }

claim https:        front.web can reach back.db on tcp 443;
claim https-fw:     front.web can reach back.db via hub.fw on tcp 443;
claim no-ssh:       front.web cannot reach back.db on tcp 22;
claim no-http:      front.web cannot send to back.db on tcp 80;
claim no-http-both: { front.web, front.dark } cannot send to back.db on tcp 80, tcp 8080;
claim dark:         front.dark and back.db are isolated;
claim outside:      internet cannot reach back.db;
