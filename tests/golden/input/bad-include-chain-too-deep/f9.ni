include "f10.ni";
