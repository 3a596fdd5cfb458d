site vnet b { prefix 10.12.0.0/24; }
