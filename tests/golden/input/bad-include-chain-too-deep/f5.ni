include "f6.ni";
