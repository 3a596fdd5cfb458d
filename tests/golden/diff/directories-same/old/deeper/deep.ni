site vnet deep { prefix 10.5.0.0/16; }
