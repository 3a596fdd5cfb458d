design included;
site vnet hub { prefix 10.3.0.0/16; }
