site vnet a { prefix 10.6.0.1/16; }
