include "f34.ni";
