site vnet hub {
    prefix 10.10.0.0/24;
    host vm 10.10.0.4;
    appliance fw 10.10.0.5 {
        public 20.1.1.1;
        rules {
            dnat tcp port 443 -> 10.10.0.4 port 8443;
            dnat tcp port 444 -> 10.11.0.4;
            dnat tcp port 445 -> 10.12.0.4;
            dnat tcp port 446 -> 10.10.0.99;
            dnat tcp port 447 -> 10.10.0.5;
            dnat tcp port 448 -> 20.1.1.1;
            dnat tcp port 449 -> 2001:db8::1;
            dnat icmp -> 10.10.0.4 port 80;
        }
    }
}
site vnet peer { prefix 10.11.0.0/24; host web 10.11.0.4; }
site vnet far { prefix 10.12.0.0/24; host web 10.12.0.4; }
peering hub <-> peer;
