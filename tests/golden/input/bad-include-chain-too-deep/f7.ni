include "f8.ni";
