include "f5.ni";
