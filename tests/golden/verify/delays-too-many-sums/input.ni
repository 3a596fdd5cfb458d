# Sixteen forks one after another, each with a way that is twice as slow as that of the fork before: every sum is another.
site onprem chain {
    prefix 10.9.0.0/16;
    subnet first 10.9.1.0/24 { router a0; }
    subnet last  10.9.2.0/24 { router a16; }
    router a0;
    router a1;
    router a2;
    router a3;
    router a4;
    router a5;
    router a6;
    router a7;
    router a8;
    router a9;
    router a10;
    router a11;
    router a12;
    router a13;
    router a14;
    router a15;
    router a16;
    router b0;
    router c0;
    router b1;
    router c1;
    router b2;
    router c2;
    router b3;
    router c3;
    router b4;
    router c4;
    router b5;
    router c5;
    router b6;
    router c6;
    router b7;
    router c7;
    router b8;
    router c8;
    router b9;
    router c9;
    router b10;
    router c10;
    router b11;
    router c11;
    router b12;
    router c12;
    router b13;
    router c13;
    router b14;
    router c14;
    router b15;
    router c15;
    link a0 <-> b0 { delay 1us; }
    link b0 <-> a1;
    link a0 <-> c0;
    link c0 <-> a1;
    link a1 <-> b1 { delay 2us; }
    link b1 <-> a2;
    link a1 <-> c1;
    link c1 <-> a2;
    link a2 <-> b2 { delay 4us; }
    link b2 <-> a3;
    link a2 <-> c2;
    link c2 <-> a3;
    link a3 <-> b3 { delay 8us; }
    link b3 <-> a4;
    link a3 <-> c3;
    link c3 <-> a4;
    link a4 <-> b4 { delay 16us; }
    link b4 <-> a5;
    link a4 <-> c4;
    link c4 <-> a5;
    link a5 <-> b5 { delay 32us; }
    link b5 <-> a6;
    link a5 <-> c5;
    link c5 <-> a6;
    link a6 <-> b6 { delay 64us; }
    link b6 <-> a7;
    link a6 <-> c6;
    link c6 <-> a7;
    link a7 <-> b7 { delay 128us; }
    link b7 <-> a8;
    link a7 <-> c7;
    link c7 <-> a8;
    link a8 <-> b8 { delay 256us; }
    link b8 <-> a9;
    link a8 <-> c8;
    link c8 <-> a9;
    link a9 <-> b9 { delay 512us; }
    link b9 <-> a10;
    link a9 <-> c9;
    link c9 <-> a10;
    link a10 <-> b10 { delay 1024us; }
    link b10 <-> a11;
    link a10 <-> c10;
    link c10 <-> a11;
    link a11 <-> b11 { delay 2048us; }
    link b11 <-> a12;
    link a11 <-> c11;
    link c11 <-> a12;
    link a12 <-> b12 { delay 4096us; }
    link b12 <-> a13;
    link a12 <-> c12;
    link c12 <-> a13;
    link a13 <-> b13 { delay 8192us; }
    link b13 <-> a14;
    link a13 <-> c13;
    link c13 <-> a14;
    link a14 <-> b14 { delay 16384us; }
    link b14 <-> a15;
    link a14 <-> c14;
    link c14 <-> a15;
    link a15 <-> b15 { delay 32768us; }
    link b15 <-> a16;
    link a15 <-> c15;
    link c15 <-> a16;
}
claim half: chain.first can reach chain.last within 33ms;
claim all: chain.first can reach chain.last within 65535us;
