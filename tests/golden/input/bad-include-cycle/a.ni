include "b.ni";
