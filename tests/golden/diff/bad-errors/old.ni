site vnet a { prefix 10.6.0.0/16; }
