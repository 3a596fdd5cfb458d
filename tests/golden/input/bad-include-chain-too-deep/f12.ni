include "f13.ni";
