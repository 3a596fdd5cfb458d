include "f24.ni";
