site vnet 1st-hub { prefix 10.0.0.0/24; }
claim up: 1st-hub can reach 2nd-hub;
