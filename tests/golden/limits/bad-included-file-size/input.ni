include "large.ni";
