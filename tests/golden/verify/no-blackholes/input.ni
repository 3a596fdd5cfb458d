# What is lost on purpose is no blackhole, nor what no table had a route for.
site vnet hub {
    prefix 10.1.0.0/16;
    subnet fws 10.1.1.0/24;
    subnet web 10.1.2.0/24 { host vm 10.1.2.4; security-group closed; }
    subnet db  10.1.3.0/24 { host vm3 10.1.3.4; route-table nowhere; }
    appliance fw 10.1.1.4 { rules { allow tcp to 10.2.0.0/16 port 443; } }
    security-group closed { inbound { 100 deny tcp; } }
    route-table nowhere { route 10.2.0.0/16 -> none; route 10.1.2.0/24 -> appliance fw; }
}
site vnet spoke { prefix 10.2.0.0/16; host vm2 10.2.0.4; }
site vnet apart { prefix 10.3.0.0/16; host vm4 10.3.0.4; }
site vnet blocked { prefix 10.4.0.0/16; host vm5 10.4.0.4; }
peering hub <-> spoke;
peering hub <-> blocked { hub { allow-vnet-access off; } }
claim kept: no blackholes;
claim even-then: no blackholes when hub<->spoke down;
