design one;
include "parts/sites.ni";
peering hub <-> spoke;
claim a: hub can reach spoke;
