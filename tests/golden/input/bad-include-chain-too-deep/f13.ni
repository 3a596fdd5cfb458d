include "f14.ni";
