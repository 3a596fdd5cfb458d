design d;
site vnet a { prefix 10.0.0.0/24; }

expect error F15;
site vnet b { prefix 10.0.0.0/24; }
peering a <-> b;
