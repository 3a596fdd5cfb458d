include "f17.ni";
