include "b.ni";
site vnet a { prefix 10.10.0.0/24; host x 10.9.0.1; }
