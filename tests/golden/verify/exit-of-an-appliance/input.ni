# An on-premises firewall with an Internet exit of its own, beside a router.

site onprem dc {
    prefix 10.9.0.0/16;
    subnet servers 10.9.1.0/24 { host web 10.9.1.4; }
    subnet edge    10.9.2.0/24;
    appliance fw 10.9.2.9 { default-route; rules { allow from 10.9.0.0/16; } }
    router r { asn 65010; address 10.9.0.1; }
}
site onprem two {
    prefix 10.8.0.0/16;
    subnet servers 10.8.1.0/24 { route-table rt; host web 10.8.1.4; }
    subnet edge    10.8.2.0/24 { route-table rt; }
    route-table rt { route 0.0.0.0/0 -> appliance fw; route 10.7.0.0/16 -> address 10.8.0.1; }
    appliance fw 10.8.2.9 { default-route; }
    router r { asn 65020; address 10.8.0.1; default-route; }
}
site vnet hub { prefix 10.0.0.0/16; host vm 10.0.2.4; gateway vpn gw { asn 65515; address 10.0.0.4; } }
connect hub.gw <-> dc.r { bgp; }

claim out:        dc can reach internet via dc.fw;
claim cloud:      dc can reach hub;
claim no-more:    dc cannot send to 10.77.0.0/16;
claim its-own:    dc.fw can reach internet;
claim its-cloud:  dc.fw can reach hub;
claim its-site:   dc.fw can reach dc.servers;
claim when-down:  dc cannot reach internet when dc.fw down;
claim first:      two can reach internet via two.fw;
claim dead:       two cannot reach internet when two.fw down;
