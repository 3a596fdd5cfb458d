include "f3.ni";
