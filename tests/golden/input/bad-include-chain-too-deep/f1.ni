include "f2.ni";
