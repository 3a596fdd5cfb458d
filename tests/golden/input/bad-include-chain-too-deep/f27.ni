include "f28.ni";
