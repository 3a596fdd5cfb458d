include "f29.ni";
