site vnet hub { prefix 10.1.0.0/16; gateway expressroute er; route-server rs; }
circuit e1;
circuit e2;
connect hub.er <-> e1;
connect hub.er <-> e2;
