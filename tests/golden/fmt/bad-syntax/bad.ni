site vnet hub{ prefix 10.1.0.0/16 host vm 10.1.0.4; }
connect hub.gw < - > a;
