site vnet hub { prefix 10.10.0.0/24; }
claim a: hub can reach hub;
