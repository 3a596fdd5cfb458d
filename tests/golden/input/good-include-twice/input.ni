include "a.ni";
include "b.ni";
include "./a.ni";
claim x: a can reach b;
peering a <-> b;
