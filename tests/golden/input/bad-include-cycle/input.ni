include "a.ni";
site vnet hub { prefix 10.10.0.0/24; }
