include "f11.ni";
