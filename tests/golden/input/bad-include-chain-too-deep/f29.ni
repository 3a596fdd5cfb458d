include "f30.ni";
