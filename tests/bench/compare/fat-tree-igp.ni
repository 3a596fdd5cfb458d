# A fat tree of four pods, one routing protocol inside of it.
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
 router r11;
 router r12;
 router r13;
 router r14;
 router r15;
 router r16;
 router r17;
 router r18;
 router r19;
 subnet s0 10.0.0.0/24 { router r0; }
 subnet s1 10.0.1.0/24 { router r1; }
 subnet s4 10.0.4.0/24 { router r4; }
 subnet s5 10.0.5.0/24 { router r5; }
 subnet s8 10.0.8.0/24 { router r8; }
 subnet s9 10.0.9.0/24 { router r9; }
 subnet s12 10.0.12.0/24 { router r12; }
 subnet s13 10.0.13.0/24 { router r13; }
 link r0 <-> r2;
 link r0 <-> r3;
 link r1 <-> r2;
 link r1 <-> r3;
 link r2 <-> r16;
 link r2 <-> r17;
 link r3 <-> r18;
 link r3 <-> r19;
 link r4 <-> r6;
 link r4 <-> r7;
 link r5 <-> r6;
 link r5 <-> r7;
 link r6 <-> r16;
 link r6 <-> r17;
 link r7 <-> r18;
 link r7 <-> r19;
 link r8 <-> r10;
 link r8 <-> r11;
 link r9 <-> r10;
 link r9 <-> r11;
 link r10 <-> r16;
 link r10 <-> r17;
 link r11 <-> r18;
 link r11 <-> r19;
 link r12 <-> r14;
 link r12 <-> r15;
 link r13 <-> r14;
 link r13 <-> r15;
 link r14 <-> r16;
 link r14 <-> r17;
 link r15 <-> r18;
 link r15 <-> r19;
}
group nodes = wan.s0, wan.s1, wan.s4, wan.s5, wan.s8, wan.s9, wan.s12, wan.s13;
claim all:      nodes can reach nodes;
claim apart:    nodes cannot reach wan.s0;
claim isolated: wan.s0 and wan.s13 are isolated;
claim near:     wan.s13 can reach wan.s0 within 7 hops;
claim nearer:   wan.s13 can reach wan.s0 within 5 hops;
claim down:     wan.s13 can reach wan.s0 when wan.r2 down;
claim down-one: wan.s13 can reach wan.s0 when wan.r2 down and when wan.r3 down;

