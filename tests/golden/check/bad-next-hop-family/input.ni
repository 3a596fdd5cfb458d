site onprem dc {
    prefix 192.168.0.0/16, fd00:1::/64;
    router ce { address 192.168.0.1; }
    subnet floor 192.168.1.0/24 { route-table rt; }
    route-table rt { route 10.0.0.0/8, ::/0 -> address 192.168.0.1; }
}
