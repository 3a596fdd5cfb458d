# DISAGREE has two stable states; in the new design, without preferences, there is one.
site vnet cloud { prefix 10.0.0.0/24; host vm 10.0.0.4; gateway vpn gw1; }
site onprem left  { prefix 10.1.0.0/24; host pc 10.1.0.10; router r { asn 65001; } }
site onprem right { prefix 10.2.0.0/24; host pc 10.2.0.10; router r { asn 65002; } }
site vnet mid { prefix 10.3.0.0/24; gateway vpn gw { asn 65003; } }
connect left.r  <-> cloud.gw1 { left.r  { advertise own; } }
connect right.r <-> cloud.gw1 { right.r { advertise own; } }
connect left.r  <-> mid.gw { left.r  { advertise all; local-preference 200; } }
connect right.r <-> mid.gw { right.r { advertise all; local-preference 200; } }

claim left-direct:  left.r selects 10.0.0.0/24 from cloud.gw1;
claim right-direct: right.r selects 10.0.0.0/24 from cloud.gw1;
claim left-through: left.r selects 10.0.0.0/24 from mid.gw;
claim reach:        left can reach cloud;
claim both-reach:   { left, right } can reach cloud;
claim left-path:    path from left to cloud is left.r, cloud.gw1;
