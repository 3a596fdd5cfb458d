include "third.ni";
