include "f27.ni";
