connect office.r <-> hub.gw { office.r { local-preference 200; } }
connect depot.r  <-> hub.gw { bgp on; }
