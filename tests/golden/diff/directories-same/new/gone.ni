include "included.ni"; site vnet spoke { prefix 10.4.0.0/16; }
