include "f22.ni";
