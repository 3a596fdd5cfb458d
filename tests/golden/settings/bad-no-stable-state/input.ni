# As in verify/bad-no-stable-state, but one tunnel is declared down: the circle of preferences closes only in what-if claims.
site vnet   cloud { prefix 10.0.0.0/24; host vm 10.0.0.4; gateway vpn gw; }
site onprem one   { prefix 10.1.0.0/24; host pc 10.1.0.10; router r { asn 65001; } }
site onprem two   { prefix 10.2.0.0/24; host pc 10.2.0.10; router r { asn 65002; } }
site onprem three { prefix 10.3.0.0/24; host pc 10.3.0.10; router r { asn 65003; } }
site vnet   between-one-two   { prefix 10.12.0.0/24; gateway vpn gw { asn 65003; } }
site vnet   between-two-three { prefix 10.23.0.0/24; gateway vpn gw { asn 65001; } }
site vnet   between-three-one { prefix 10.31.0.0/24; gateway vpn gw { asn 65002; } }

connect one.r   <-> cloud.gw;
connect two.r   <-> cloud.gw { down; }
connect three.r <-> cloud.gw;
connect one.r   <-> between-one-two.gw   { one.r   { advertise none; local-preference 200; } }
connect two.r   <-> between-one-two.gw   { two.r   { advertise all; accept none; } }
connect two.r   <-> between-two-three.gw { two.r   { advertise none; local-preference 200; } }
connect three.r <-> between-two-three.gw { three.r { advertise all; accept none; } }
connect three.r <-> between-three-one.gw { three.r { advertise none; local-preference 200; } }
connect one.r   <-> between-three-one.gw { one.r   { advertise all; accept none; } }

claim usual:    one can reach cloud;
claim up-again: one can reach cloud when two.r<->cloud.gw down off;
claim other:    one cannot reach two when two.r<->cloud.gw down off;
