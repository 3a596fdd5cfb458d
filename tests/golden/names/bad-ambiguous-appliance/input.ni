site vnet a { prefix 10.0.0.0/16; appliance fw 10.0.0.4; }
site vnet b { prefix 10.0.0.0/16; }
site vnet c { prefix 10.1.0.0/16; }
claim x: c cannot reach 10.0.0.4;
claim y: c cannot reach a.fw;
