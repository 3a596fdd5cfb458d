include "f15.ni";
