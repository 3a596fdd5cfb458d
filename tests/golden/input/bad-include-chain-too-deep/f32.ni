include "f33.ni";
