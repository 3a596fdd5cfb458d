site vnet hub { prefix 10.0.0.0/24; }
