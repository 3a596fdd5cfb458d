# Abilene (Internet Topology Zoo), one routing protocol inside of it.
site onprem wan {
 prefix 10.0.0.0/8;
 router r0;
 router r1;
 router r2;
 router r3;
 router r4;
 router r5;
 router r6;
 router r7;
 router r8;
 router r9;
 router r10;
 subnet s0 10.0.0.0/24 { router r0; }
 subnet s1 10.0.1.0/24 { router r1; }
 subnet s2 10.0.2.0/24 { router r2; }
 subnet s3 10.0.3.0/24 { router r3; }
 subnet s4 10.0.4.0/24 { router r4; }
 subnet s5 10.0.5.0/24 { router r5; }
 subnet s6 10.0.6.0/24 { router r6; }
 subnet s7 10.0.7.0/24 { router r7; }
 subnet s8 10.0.8.0/24 { router r8; }
 subnet s9 10.0.9.0/24 { router r9; }
 subnet s10 10.0.10.0/24 { router r10; }
 link r0 <-> r1;
 link r0 <-> r2;
 link r1 <-> r10;
 link r2 <-> r9;
 link r3 <-> r4;
 link r3 <-> r6;
 link r4 <-> r5;
 link r4 <-> r6;
 link r5 <-> r8;
 link r6 <-> r7;
 link r7 <-> r8;
 link r7 <-> r10;
 link r8 <-> r9;
 link r9 <-> r10;
}
group nodes = wan.s0, wan.s1, wan.s2, wan.s3, wan.s4, wan.s5, wan.s6, wan.s7, wan.s8, wan.s9, wan.s10;
claim all:  nodes can reach nodes;
claim down: nodes can reach nodes when wan.r1<->wan.r10 down;
claim cut:  nodes can reach wan.s0 when wan.r0<->wan.r1 down and when wan.r0<->wan.r2 down;
claim far:  nodes cannot reach wan.s0 when wan.r0<->wan.r1 down and when wan.r0<->wan.r2 down;
