include "f1.ni";
