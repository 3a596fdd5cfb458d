# Subnets outside the site and over each other; hosts outside their subnet and in none.
site vnet hub {
    prefix 10.1.0.0/16, fd00:1::/48;
    subnet a 10.1.0.0/24, 10.1.0.128/25 { host inside 10.1.0.4; host outside 10.1.1.4; }
    subnet b 10.1.2.0/23 { host far 10.9.0.4; }
    subnet c 10.1.3.0/24;
    subnet d 10.2.0.0/24, fd00:1::/64;
    subnet GatewaySubnet 10.1.255.0/27 { host vm 10.1.255.4; }
    host lost 10.1.200.4;
    host found fd00:1::4;
}
site onprem dc { prefix 192.168.0.0/16; subnet floor 192.169.0.0/24; host pc 192.168.0.4; }
