include "f20.ni";
