site vnet hub { prefix 10.1.0.0/16; }
site vnet spoke { prefix 10.2.0.0/16; }
