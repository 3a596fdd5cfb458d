# A service endpoint of addresses that a site holds would take them away from it.

site vnet hub {
    prefix 10.0.0.0/24;
    subnet a 10.0.0.0/26 { service-endpoint 20.60.0.0/24, 10.1.0.0/24; host h 10.0.0.4; }
}
site vnet spoke { prefix 10.1.0.0/24; host v 10.1.0.4; }
peering hub <-> spoke;
claim c: hub can reach spoke;
