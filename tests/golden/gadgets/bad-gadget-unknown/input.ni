# In a network without a stable state nothing is proved or refuted but that.
include "../specs/gadgets/bad-gadget.ni";
claim reach:        one can reach cloud;
claim no-way:       one cannot reach cloud;
claim elsewhere:    one and two are isolated;
claim loop:         no loops;
claim hole:         no blackholes;
claim next-hop:     one.r routes 10.0.0.0/16 to gateway;
claim after-break:  one can reach cloud when one.r<->two.r down;
claim or-not:       one can reach cloud under any 1 failure;
