connect hub..gw <-> er1;
connect hub.1gw <-> er1;
connect hub-.gw <-> er1;
