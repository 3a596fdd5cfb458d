site vnet hub { prefix 10.10.0.0/24; }
include "nothing.ni";
include "folder";
claim a: hub can reach hbu;
