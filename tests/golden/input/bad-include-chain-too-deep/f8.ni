include "f9.ni";
