# BAD GADGET (Griffin, Wilfong, "An analysis of BGP convergence properties", 1999).
#
# Three sites have a tunnel to the cloud each. Each prefers the way through the next one's tunnel, and hears of it only
# while the next one uses its own. Whatever they choose, one of them would rather have something else: there is no stable
# state, and routes change for ever. Of such a network nothing else can be claimed: tests/golden/verify/bad-gadget.
design bad-gadget "three sites in a circle";

site vnet cloud   { prefix 10.0.0.0/16; host vm 10.0.0.4; gateway vpn gw; }
site onprem one   { prefix 10.1.0.0/16; router r { asn 65001; } }
site onprem two   { prefix 10.2.0.0/16; router r { asn 65002; } }
site onprem three { prefix 10.3.0.0/16; router r { asn 65003; } }

policy from-two   { deny as-path 65003; permit prefix 10.0.0.0/16 set local-preference 200; }
policy from-three { deny as-path 65001; permit prefix 10.0.0.0/16 set local-preference 200; }
policy from-one   { deny as-path 65002; permit prefix 10.0.0.0/16 set local-preference 200; }

connect one.r   <-> cloud.gw;
connect two.r   <-> cloud.gw;
connect three.r <-> cloud.gw;
connect one.r   <-> two.r   { one.r { advertise none; policy in from-two; } two.r { advertise all; } }
connect two.r   <-> three.r { two.r { advertise none; policy in from-three; } three.r { advertise all; } }
connect three.r <-> one.r   { three.r { advertise none; policy in from-one; } one.r { advertise all; } }

claim settles:       routing is stable                     { expect refuted; }
claim settles-three: routing is stable under any 1 failure { expect refuted; }

# Any gap in the circle ends it.
claim gap-in-circle: routing is stable when one.r<->two.r down;
claim tunnel-gone:   routing is stable when three.r<->cloud.gw down;
claim still-served:  { one, two, three } can reach cloud when one.r<->two.r down;
