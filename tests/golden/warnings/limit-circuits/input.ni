# F159: four circuits of one location, and a fifth one.
site vnet hub { prefix 10.10.0.0/16; gateway expressroute gw; }
circuit er0 { location "Oslo"; tier premium; }
connect hub.gw <-> er0;
circuit er1 { location "Oslo"; tier premium; }
connect hub.gw <-> er1;
circuit er2 { location "Oslo"; tier premium; }
connect hub.gw <-> er2;
circuit er3 { location "Oslo"; tier premium; }
connect hub.gw <-> er3;
circuit er4 { location "Oslo"; tier premium; }
connect hub.gw <-> er4;
circuit er5 { location "Bergen"; }
connect hub.gw <-> er5;
