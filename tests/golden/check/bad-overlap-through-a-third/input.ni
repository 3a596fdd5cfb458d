site vnet hub    { prefix 10.10.0.0/24; }
site vnet spoke1 { prefix 10.11.0.0/24; }
site vnet spoke2 { prefix 10.11.0.0/25, 10.12.0.0/24; }
site vnet spoke3 { prefix 10.12.0.0/24; }
peering hub <-> spoke1;
peering spoke2 <-> hub;
peering spoke3 <-> spoke1; # no neighbour in common with spoke2
