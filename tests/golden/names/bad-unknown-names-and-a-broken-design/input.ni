site vnet hub {
    prefix 10.10.0.0/24;
    host vm 10.10.0.4;
    gateway vpn vpn-gw { asn 65010; }
    gateway expressroute er-gw;
}
site vnet spoke { prefix 10.10.0.0/25; }
peering hub <-> spoke;
group g = hub, spoek;
claim a: hub can reach spkoe;
claim a: g can reach spoke;
