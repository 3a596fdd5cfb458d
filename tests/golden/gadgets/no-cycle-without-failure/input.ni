# The link that ends the dispute may fail: then there are several states, and the claim finds the failure. Nothing is
# warned of, since the network without failures settles.
site vnet cloud { prefix 10.0.0.0/16; gateway vpn gw; }
site onprem left  { prefix 10.1.0.0/16; router r { asn 65001; } }
site onprem right { prefix 10.2.0.0/16; router r { asn 65002; } }
connect left.r  <-> cloud.gw { left.r { advertise own; } }
connect left.r  <-> cloud.gw second { left.r { advertise own; local-preference 300; } }
connect right.r <-> cloud.gw { right.r { advertise own; } }
connect left.r  <-> right.r {
    left.r  { advertise all; local-preference 200; }
    right.r { advertise all; local-preference 200; }
}
claim settles:  routing is stable;
claim fragile:  routing is stable under any 1 failure;
claim one-down: routing is stable when second down;
claim none:     routing is stable when left.r<->right.r down and under any 2 failures;
