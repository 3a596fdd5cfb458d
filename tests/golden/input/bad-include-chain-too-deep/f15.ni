include "f16.ni";
