# DISAGREE with many tunnels: more than 4,000 environments, in all of which routing settles.
site vnet cloud { prefix 10.0.0.0/24; host vm 10.0.0.4; gateway vpn gw1; }
site onprem left  { prefix 10.1.0.0/24; host pc 10.1.0.10; router r { asn 65001; } }
site onprem right { prefix 10.2.0.0/24; host pc 10.2.0.10; router r { asn 65002; } }
site vnet mid { prefix 10.3.0.0/24; gateway vpn gw { asn 65003; } }
connect left.r  <-> mid.gw { left.r  { advertise all; local-preference 200; } }
connect right.r <-> mid.gw { right.r { advertise all; local-preference 200; } }
connect left.r  <-> cloud.gw1 l0 { left.r  { advertise own; } }
connect right.r <-> cloud.gw1 r0 { right.r { advertise own; } }
connect left.r  <-> cloud.gw1 l1 { left.r  { advertise own; } }
connect right.r <-> cloud.gw1 r1 { right.r { advertise own; } }
connect left.r  <-> cloud.gw1 l2 { left.r  { advertise own; } }
connect right.r <-> cloud.gw1 r2 { right.r { advertise own; } }
connect left.r  <-> cloud.gw1 l3 { left.r  { advertise own; } }
connect right.r <-> cloud.gw1 r3 { right.r { advertise own; } }
connect left.r  <-> cloud.gw1 l4 { left.r  { advertise own; } }
connect right.r <-> cloud.gw1 r4 { right.r { advertise own; } }
connect left.r  <-> cloud.gw1 l5 { left.r  { advertise own; } }
connect right.r <-> cloud.gw1 r5 { right.r { advertise own; } }
claim reach: { left, right } can send to cloud under any 4 failures of tunnels;
