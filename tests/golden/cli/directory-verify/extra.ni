design one;
include "designs/parts/sites.ni";
peering hub <-> spoke;
claim a: hub can reach spoke;
