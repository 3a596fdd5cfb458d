design bad; site vnet hub { prefix 10.1.0.0/33; }
claim a: hub can reach hub;
