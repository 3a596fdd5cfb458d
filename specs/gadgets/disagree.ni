# DISAGREE (Griffin, Shepherd, Wilfong, "The stable paths problem and interdomain routing", 2002).
#
# Two sites have a tunnel to the cloud each and a link between them, and each prefers the way through the other one.
# Only one can have its wish, since who goes through the other has nothing to offer him: there are two stable states.
design disagree "two sites that prefer each other's tunnel";

site vnet cloud   { prefix 10.0.0.0/16; host vm 10.0.0.4; gateway vpn gw; }
site onprem left  { prefix 10.1.0.0/16; host pc 10.1.0.4; router r { asn 65001; } }
site onprem right { prefix 10.2.0.0/16; host pc 10.2.0.4; router r { asn 65002; } }

connect left.r  <-> cloud.gw { left.r { advertise own; } }
connect right.r <-> cloud.gw { right.r { advertise own; } }
connect left.r  <-> right.r {
    left.r  { advertise all; local-preference 200; }
    right.r { advertise all; local-preference 200; }
}

claim one-way-only:  routing is stable { expect refuted; }
claim left-alone:    routing is stable when right.r<->cloud.gw down;
claim right-alone:   routing is stable when left.r<->cloud.gw down;
claim without-link:  routing is stable when left.r<->right.r down;
claim after-failure: routing is stable under any 1 failure { expect refuted; }

# In either state everybody is served; who goes through whom is open.
claim served:       { left, right } can reach cloud;
claim kept-apart:   no loops;
claim left-through: left.r selects 10.0.0.0/16 from right.r  { expect refuted; }
claim left-direct:  left.r selects 10.0.0.0/16 from cloud.gw { expect refuted; }
