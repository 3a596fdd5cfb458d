include "f21.ni";
