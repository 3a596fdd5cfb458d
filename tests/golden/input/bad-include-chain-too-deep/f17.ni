include "f18.ni";
