include "f26.ni";
