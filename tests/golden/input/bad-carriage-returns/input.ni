site vnet hub { prefix 10.10.0.0/24; }
claim a: hub can reach hbu;
site vnet x { prefx 10.0.0.0/8; }
