include "f35.ni";
