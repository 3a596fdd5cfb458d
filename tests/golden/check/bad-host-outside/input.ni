site vnet hub { prefix 10.10.0.0/24, fd00:1::/64; host a 10.10.1.4; host b fd00:1::4; host c fd00:2::4; host d 10.10.0.255; }
