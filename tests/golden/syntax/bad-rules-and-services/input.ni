# Slips in routes, rules and services.
site vnet hub {
    prefix 10.1.0.0/16;
    route-table rt {
        route 0.0.0.0/0 -> hub.fw;
        route 10.9.0.0/16 -> 10.1.1.4;
        route 10.8.0.0/16 appliance hub.fw;
        bgp-propagation off;
    }
    appliance fw 10.1.1.4 {
        rules {
            allow http from any;
            allow tcp from *;
            allow tcp port 90-80;
            allow tcp from { };
        }
    }
}
claim a: hub can reach hub.fw on https;
claim b: hub can reach hub.fw on tcp 443, 80;
