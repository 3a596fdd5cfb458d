design two;
include "../parts/sites.ni";
claim a: hub cannot reach spoke;
