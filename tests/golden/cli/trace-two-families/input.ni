site vnet hub   { prefix 10.1.0.0/16, fd00:1::/48; host a fd00:1::4; }
site vnet spoke { prefix fd00:2::/48, 10.2.0.0/16; host a fd00:2::4; }
peering hub <-> spoke;
