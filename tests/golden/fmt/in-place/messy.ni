site vnet hub{prefix 10.1.0.0/16;}
claim a :hub can reach hub;