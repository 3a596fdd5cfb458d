include "f19.ni";
