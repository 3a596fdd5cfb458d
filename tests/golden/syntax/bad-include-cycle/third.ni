# back to the start
include "input.ni";
