# F166
site vnet hub {
    prefix 10.0.0.0/16;
    subnet GatewaySubnet 10.0.0.0/27;
    subnet servers 10.0.1.0/24;
    gateway expressroute gw;
}
circuit er0 { location "l0"; }
connect hub.gw <-> er0;
circuit er1 { location "l0"; }
connect hub.gw <-> er1;
circuit er2 { location "l0"; }
connect hub.gw <-> er2;
circuit er3 { location "l0"; }
connect hub.gw <-> er3;
circuit er4 { location "l1"; }
connect hub.gw <-> er4;
circuit er5 { location "l1"; }
connect hub.gw <-> er5;
circuit er6 { location "l1"; }
connect hub.gw <-> er6;
circuit er7 { location "l1"; }
connect hub.gw <-> er7;
circuit er8 { location "l2"; }
connect hub.gw <-> er8;
circuit er9 { location "l2"; }
connect hub.gw <-> er9;
circuit er10 { location "l2"; }
connect hub.gw <-> er10;
circuit er11 { location "l2"; }
connect hub.gw <-> er11;
circuit er12 { location "l3"; }
connect hub.gw <-> er12;
circuit er13 { location "l3"; }
connect hub.gw <-> er13;
circuit er14 { location "l3"; }
connect hub.gw <-> er14;
circuit er15 { location "l3"; }
connect hub.gw <-> er15;
