# A row and a column of the old matrix name a site that is gone; its other cells are judged on the new design.
site vnet hub { prefix 10.1.0.0/16; gateway vpn gw; }
site onprem office { prefix 10.9.0.0/16; router r { asn 65010; } }
site onprem depot  { prefix 10.8.0.0/16; router r { asn 65020; } }
connect office.r <-> hub.gw;
connect depot.r <-> hub.gw;
matrix who { columns depot hub office; hub Y . Y; depot . Y Y; office Y Y .; }
