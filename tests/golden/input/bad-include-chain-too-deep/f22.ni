include "f23.ni";
