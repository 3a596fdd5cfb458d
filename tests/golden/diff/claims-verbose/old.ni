# Claims that stay, change, are reworded, go and come; what names nothing in the other design is not judged there.
design claims;
site vnet hub { prefix 10.1.0.0/16; gateway vpn gw; }
site onprem office { prefix 10.9.0.0/16; router r { asn 65010; } }
site onprem depot  { prefix 10.8.0.0/16; router r { asn 65020; } }
connect office.r <-> hub.gw tunnel-one;
connect depot.r <-> hub.gw;
group offices = office, depot;
claim stays:    office can reach hub;
claim changes:  offices can reach hub;
claim reworded: depot can reach hub;
claim goes:     office can reach depot;
claim nowhere:  office can reach hub via tunnel-one;
claim by-hub:   path from depot to hub is depot.r, hub.gw;
matrix who { columns hub office depot; hub . Y Y; office Y . Y; depot Y Y .; }
