design two "in two files";
include "parts.ni";
claim one: hub can reach office;
