let addresses = 20.0.0.0/24;
site vnet hub {
    prefix 10.10.0.0/24;
    host vm1 10.10.0.4 { public 20.1.1.1; }
    host vm2 10.10.0.5 { public 20.1.1.1; }
    host vm3 10.10.0.6 { public 10.1.1.1; }
    host vm4 10.10.0.7 { public 30.1.1.1; }
    host vm5 10.10.0.8 { public 20.1.1.2, 20.1.1.3; }
    host vm6 10.10.0.9 { public addresses; }
    appliance fw 10.10.0.11 { public 2600::1; }
    host vm7 10.10.0.10 { public 203.0.113.7; }
}
site onprem office { prefix 30.1.0.0/16; }
