design claims;
site vnet hub { prefix 10.1.0.0/16; gateway vpn gw; }
site onprem office { prefix 10.9.0.0/16; router r { asn 65010; } }
site onprem depot  { prefix 10.8.0.0/16; router r { asn 65020; } }
site onprem plant  { prefix 10.7.0.0/16; router r { asn 65030; } }
connect office.r <-> hub.gw;
connect plant.r <-> hub.gw;
group offices = office, depot;
claim stays:    office can reach hub;
claim changes:  offices can reach hub;
claim reworded: depot cannot reach hub;
claim comes:    office can reach plant;
claim tells:    office cannot reach depot;
matrix who { columns hub office plant; hub . Y Y; office N . Y; plant Y Y .; }
