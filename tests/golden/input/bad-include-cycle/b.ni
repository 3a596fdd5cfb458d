include "input.ni";
