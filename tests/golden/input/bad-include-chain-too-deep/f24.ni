include "f25.ni";
