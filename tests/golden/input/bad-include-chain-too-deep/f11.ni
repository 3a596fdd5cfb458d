include "f12.ni";
