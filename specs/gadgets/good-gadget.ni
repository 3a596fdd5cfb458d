# GOOD GADGET (Griffin, Wilfong, 1999): BAD GADGET with one site that prefers its own tunnel.
#
# The third site has its last word at once, the second goes through it, and the first, which does not hear of that, keeps
# to its own tunnel. There is exactly one stable state, and that after any one failure too.
design good-gadget "three sites, one of them content";

site vnet cloud   { prefix 10.0.0.0/16; host vm 10.0.0.4; gateway vpn gw; }
site onprem one   { prefix 10.1.0.0/16; router r { asn 65001; } }
site onprem two   { prefix 10.2.0.0/16; router r { asn 65002; } }
site onprem three { prefix 10.3.0.0/16; router r { asn 65003; } }

policy from-two   { deny as-path 65003; permit prefix 10.0.0.0/16 set local-preference 200; }
policy from-three { deny as-path 65001; permit prefix 10.0.0.0/16 set local-preference 200; }
policy from-one   { deny as-path 65002; permit prefix 10.0.0.0/16 set local-preference 50; }

connect one.r   <-> cloud.gw;
connect two.r   <-> cloud.gw;
connect three.r <-> cloud.gw;
connect one.r   <-> two.r   { one.r { advertise none; policy in from-two; } two.r { advertise all; } }
connect two.r   <-> three.r { two.r { advertise none; policy in from-three; } three.r { advertise all; } }
connect three.r <-> one.r   { three.r { advertise none; policy in from-one; } one.r { advertise all; } }

claim settles:   routing is stable under any 2 failures;
claim served:    { one, two, three } can reach cloud;
claim own-way:   one.r routes 10.0.0.0/16 through cloud.gw;
claim other-way: two.r routes 10.0.0.0/16 through three.r;
claim content:   three.r routes 10.0.0.0/16 through cloud.gw;
