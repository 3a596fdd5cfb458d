include "a.ni";
site vnet b { prefix 10.11.0.0/24; }
