# DISAGREE: each of the two prefers the way by the other. Updates in step never settle when both tunnels to the cloud are up.
site vnet cloud { prefix 10.0.0.0/24; host vm 10.0.0.4; gateway vpn gw; }
site onprem left  { prefix 10.1.0.0/24; host pc 10.1.0.10; router r { asn 65001; } }
site onprem right { prefix 10.2.0.0/24; host pc 10.2.0.10; router r { asn 65002; } }
connect left.r <-> right.r wan { left.r { advertise all; local-preference 200; } right.r { advertise all; local-preference 200; } }
connect left.r  <-> cloud.gw l0 { left.r  { advertise own; } }
connect right.r <-> cloud.gw r0 { right.r { advertise own; } }
connect left.r  <-> cloud.gw l1 { left.r  { advertise own; } }
connect right.r <-> cloud.gw r1 { right.r { advertise own; } }
claim reach: { left, right } can send to cloud under any 1 failures of tunnels;
