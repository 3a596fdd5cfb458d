include "f31.ni";
