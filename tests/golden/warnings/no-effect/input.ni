# F66: what the platform does not listen to.
site vnet hub { prefix 10.10.0.0/24; gateway vpn gw; }
site onprem office { prefix 10.2.0.0/24; router ce { asn 65021; } }
site onprem plant { prefix 10.3.0.0/24; router ce { asn 65022; } }
circuit er1;
policy out { permit set local-preference 200; }
policy idle { permit; }
connect office.ce <-> er1 { office.ce { community 65021:1; med 5; } }
connect office.ce <-> hub.gw { office.ce { med 5; } }
connect office.ce <-> plant.ce { office.ce { policy out out; community 65021:1; med 5; } }
