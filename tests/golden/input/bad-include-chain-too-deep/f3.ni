include "f4.ni";
