include "f36.ni";
