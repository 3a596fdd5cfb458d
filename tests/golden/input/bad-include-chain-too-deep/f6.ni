include "f7.ni";
