# F163
site vnet hub {
    prefix 10.0.0.0/16;
    subnet s0 10.0.0.0/24 { route-table t0; }
    route-table t0 { route 0.0.0.0/0 -> internet; }
    subnet s1 10.0.1.0/24 { route-table t1; }
    route-table t1 { route 0.0.0.0/0 -> internet; }
    subnet s2 10.0.2.0/24 { route-table t2; }
    route-table t2 { route 0.0.0.0/0 -> internet; }
    subnet s3 10.0.3.0/24 { route-table t3; }
    route-table t3 { route 0.0.0.0/0 -> internet; }
    subnet s4 10.0.4.0/24 { route-table t4; }
    route-table t4 { route 0.0.0.0/0 -> internet; }
    subnet s5 10.0.5.0/24 { route-table t5; }
    route-table t5 { route 0.0.0.0/0 -> internet; }
    subnet s6 10.0.6.0/24 { route-table t6; }
    route-table t6 { route 0.0.0.0/0 -> internet; }
    subnet s7 10.0.7.0/24 { route-table t7; }
    route-table t7 { route 0.0.0.0/0 -> internet; }
    subnet s8 10.0.8.0/24 { route-table t8; }
    route-table t8 { route 0.0.0.0/0 -> internet; }
    subnet s9 10.0.9.0/24 { route-table t9; }
    route-table t9 { route 0.0.0.0/0 -> internet; }
    subnet s10 10.0.10.0/24 { route-table t10; }
    route-table t10 { route 0.0.0.0/0 -> internet; }
    subnet s11 10.0.11.0/24 { route-table t11; }
    route-table t11 { route 0.0.0.0/0 -> internet; }
    subnet s12 10.0.12.0/24 { route-table t12; }
    route-table t12 { route 0.0.0.0/0 -> internet; }
    subnet s13 10.0.13.0/24 { route-table t13; }
    route-table t13 { route 0.0.0.0/0 -> internet; }
    subnet s14 10.0.14.0/24 { route-table t14; }
    route-table t14 { route 0.0.0.0/0 -> internet; }
    subnet s15 10.0.15.0/24 { route-table t15; }
    route-table t15 { route 0.0.0.0/0 -> internet; }
    subnet s16 10.0.16.0/24 { route-table t16; }
    route-table t16 { route 0.0.0.0/0 -> internet; }
    subnet s17 10.0.17.0/24 { route-table t17; }
    route-table t17 { route 0.0.0.0/0 -> internet; }
    subnet s18 10.0.18.0/24 { route-table t18; }
    route-table t18 { route 0.0.0.0/0 -> internet; }
    subnet s19 10.0.19.0/24 { route-table t19; }
    route-table t19 { route 0.0.0.0/0 -> internet; }
    subnet s20 10.0.20.0/24 { route-table t20; }
    route-table t20 { route 0.0.0.0/0 -> internet; }
    subnet s21 10.0.21.0/24 { route-table t21; }
    route-table t21 { route 0.0.0.0/0 -> internet; }
    subnet s22 10.0.22.0/24 { route-table t22; }
    route-table t22 { route 0.0.0.0/0 -> internet; }
    subnet s23 10.0.23.0/24 { route-table t23; }
    route-table t23 { route 0.0.0.0/0 -> internet; }
    subnet s24 10.0.24.0/24 { route-table t24; }
    route-table t24 { route 0.0.0.0/0 -> internet; }
    subnet s25 10.0.25.0/24 { route-table t25; }
    route-table t25 { route 0.0.0.0/0 -> internet; }
    subnet s26 10.0.26.0/24 { route-table t26; }
    route-table t26 { route 0.0.0.0/0 -> internet; }
    subnet s27 10.0.27.0/24 { route-table t27; }
    route-table t27 { route 0.0.0.0/0 -> internet; }
    subnet s28 10.0.28.0/24 { route-table t28; }
    route-table t28 { route 0.0.0.0/0 -> internet; }
    subnet s29 10.0.29.0/24 { route-table t29; }
    route-table t29 { route 0.0.0.0/0 -> internet; }
    subnet s30 10.0.30.0/24 { route-table t30; }
    route-table t30 { route 0.0.0.0/0 -> internet; }
    subnet s31 10.0.31.0/24 { route-table t31; }
    route-table t31 { route 0.0.0.0/0 -> internet; }
    subnet s32 10.0.32.0/24 { route-table t32; }
    route-table t32 { route 0.0.0.0/0 -> internet; }
    subnet s33 10.0.33.0/24 { route-table t33; }
    route-table t33 { route 0.0.0.0/0 -> internet; }
    subnet s34 10.0.34.0/24 { route-table t34; }
    route-table t34 { route 0.0.0.0/0 -> internet; }
    subnet s35 10.0.35.0/24 { route-table t35; }
    route-table t35 { route 0.0.0.0/0 -> internet; }
    subnet s36 10.0.36.0/24 { route-table t36; }
    route-table t36 { route 0.0.0.0/0 -> internet; }
    subnet s37 10.0.37.0/24 { route-table t37; }
    route-table t37 { route 0.0.0.0/0 -> internet; }
    subnet s38 10.0.38.0/24 { route-table t38; }
    route-table t38 { route 0.0.0.0/0 -> internet; }
    subnet s39 10.0.39.0/24 { route-table t39; }
    route-table t39 { route 0.0.0.0/0 -> internet; }
    subnet s40 10.0.40.0/24 { route-table t40; }
    route-table t40 { route 0.0.0.0/0 -> internet; }
    subnet s41 10.0.41.0/24 { route-table t41; }
    route-table t41 { route 0.0.0.0/0 -> internet; }
    subnet s42 10.0.42.0/24 { route-table t42; }
    route-table t42 { route 0.0.0.0/0 -> internet; }
    subnet s43 10.0.43.0/24 { route-table t43; }
    route-table t43 { route 0.0.0.0/0 -> internet; }
    subnet s44 10.0.44.0/24 { route-table t44; }
    route-table t44 { route 0.0.0.0/0 -> internet; }
    subnet s45 10.0.45.0/24 { route-table t45; }
    route-table t45 { route 0.0.0.0/0 -> internet; }
    subnet s46 10.0.46.0/24 { route-table t46; }
    route-table t46 { route 0.0.0.0/0 -> internet; }
    subnet s47 10.0.47.0/24 { route-table t47; }
    route-table t47 { route 0.0.0.0/0 -> internet; }
    subnet s48 10.0.48.0/24 { route-table t48; }
    route-table t48 { route 0.0.0.0/0 -> internet; }
    subnet s49 10.0.49.0/24 { route-table t49; }
    route-table t49 { route 0.0.0.0/0 -> internet; }
    subnet s50 10.0.50.0/24 { route-table t50; }
    route-table t50 { route 0.0.0.0/0 -> internet; }
    subnet s51 10.0.51.0/24 { route-table t51; }
    route-table t51 { route 0.0.0.0/0 -> internet; }
    subnet s52 10.0.52.0/24 { route-table t52; }
    route-table t52 { route 0.0.0.0/0 -> internet; }
    subnet s53 10.0.53.0/24 { route-table t53; }
    route-table t53 { route 0.0.0.0/0 -> internet; }
    subnet s54 10.0.54.0/24 { route-table t54; }
    route-table t54 { route 0.0.0.0/0 -> internet; }
    subnet s55 10.0.55.0/24 { route-table t55; }
    route-table t55 { route 0.0.0.0/0 -> internet; }
    subnet s56 10.0.56.0/24 { route-table t56; }
    route-table t56 { route 0.0.0.0/0 -> internet; }
    subnet s57 10.0.57.0/24 { route-table t57; }
    route-table t57 { route 0.0.0.0/0 -> internet; }
    subnet s58 10.0.58.0/24 { route-table t58; }
    route-table t58 { route 0.0.0.0/0 -> internet; }
    subnet s59 10.0.59.0/24 { route-table t59; }
    route-table t59 { route 0.0.0.0/0 -> internet; }
    subnet s60 10.0.60.0/24 { route-table t60; }
    route-table t60 { route 0.0.0.0/0 -> internet; }
    subnet s61 10.0.61.0/24 { route-table t61; }
    route-table t61 { route 0.0.0.0/0 -> internet; }
    subnet s62 10.0.62.0/24 { route-table t62; }
    route-table t62 { route 0.0.0.0/0 -> internet; }
    subnet s63 10.0.63.0/24 { route-table t63; }
    route-table t63 { route 0.0.0.0/0 -> internet; }
    subnet s64 10.0.64.0/24 { route-table t64; }
    route-table t64 { route 0.0.0.0/0 -> internet; }
    subnet s65 10.0.65.0/24 { route-table t65; }
    route-table t65 { route 0.0.0.0/0 -> internet; }
    subnet s66 10.0.66.0/24 { route-table t66; }
    route-table t66 { route 0.0.0.0/0 -> internet; }
    subnet s67 10.0.67.0/24 { route-table t67; }
    route-table t67 { route 0.0.0.0/0 -> internet; }
    subnet s68 10.0.68.0/24 { route-table t68; }
    route-table t68 { route 0.0.0.0/0 -> internet; }
    subnet s69 10.0.69.0/24 { route-table t69; }
    route-table t69 { route 0.0.0.0/0 -> internet; }
    subnet s70 10.0.70.0/24 { route-table t70; }
    route-table t70 { route 0.0.0.0/0 -> internet; }
    subnet s71 10.0.71.0/24 { route-table t71; }
    route-table t71 { route 0.0.0.0/0 -> internet; }
    subnet s72 10.0.72.0/24 { route-table t72; }
    route-table t72 { route 0.0.0.0/0 -> internet; }
    subnet s73 10.0.73.0/24 { route-table t73; }
    route-table t73 { route 0.0.0.0/0 -> internet; }
    subnet s74 10.0.74.0/24 { route-table t74; }
    route-table t74 { route 0.0.0.0/0 -> internet; }
    subnet s75 10.0.75.0/24 { route-table t75; }
    route-table t75 { route 0.0.0.0/0 -> internet; }
    subnet s76 10.0.76.0/24 { route-table t76; }
    route-table t76 { route 0.0.0.0/0 -> internet; }
    subnet s77 10.0.77.0/24 { route-table t77; }
    route-table t77 { route 0.0.0.0/0 -> internet; }
    subnet s78 10.0.78.0/24 { route-table t78; }
    route-table t78 { route 0.0.0.0/0 -> internet; }
    subnet s79 10.0.79.0/24 { route-table t79; }
    route-table t79 { route 0.0.0.0/0 -> internet; }
    subnet s80 10.0.80.0/24 { route-table t80; }
    route-table t80 { route 0.0.0.0/0 -> internet; }
    subnet s81 10.0.81.0/24 { route-table t81; }
    route-table t81 { route 0.0.0.0/0 -> internet; }
    subnet s82 10.0.82.0/24 { route-table t82; }
    route-table t82 { route 0.0.0.0/0 -> internet; }
    subnet s83 10.0.83.0/24 { route-table t83; }
    route-table t83 { route 0.0.0.0/0 -> internet; }
    subnet s84 10.0.84.0/24 { route-table t84; }
    route-table t84 { route 0.0.0.0/0 -> internet; }
    subnet s85 10.0.85.0/24 { route-table t85; }
    route-table t85 { route 0.0.0.0/0 -> internet; }
    subnet s86 10.0.86.0/24 { route-table t86; }
    route-table t86 { route 0.0.0.0/0 -> internet; }
    subnet s87 10.0.87.0/24 { route-table t87; }
    route-table t87 { route 0.0.0.0/0 -> internet; }
    subnet s88 10.0.88.0/24 { route-table t88; }
    route-table t88 { route 0.0.0.0/0 -> internet; }
    subnet s89 10.0.89.0/24 { route-table t89; }
    route-table t89 { route 0.0.0.0/0 -> internet; }
    subnet s90 10.0.90.0/24 { route-table t90; }
    route-table t90 { route 0.0.0.0/0 -> internet; }
    subnet s91 10.0.91.0/24 { route-table t91; }
    route-table t91 { route 0.0.0.0/0 -> internet; }
    subnet s92 10.0.92.0/24 { route-table t92; }
    route-table t92 { route 0.0.0.0/0 -> internet; }
    subnet s93 10.0.93.0/24 { route-table t93; }
    route-table t93 { route 0.0.0.0/0 -> internet; }
    subnet s94 10.0.94.0/24 { route-table t94; }
    route-table t94 { route 0.0.0.0/0 -> internet; }
    subnet s95 10.0.95.0/24 { route-table t95; }
    route-table t95 { route 0.0.0.0/0 -> internet; }
    subnet s96 10.0.96.0/24 { route-table t96; }
    route-table t96 { route 0.0.0.0/0 -> internet; }
    subnet s97 10.0.97.0/24 { route-table t97; }
    route-table t97 { route 0.0.0.0/0 -> internet; }
    subnet s98 10.0.98.0/24 { route-table t98; }
    route-table t98 { route 0.0.0.0/0 -> internet; }
    subnet s99 10.0.99.0/24 { route-table t99; }
    route-table t99 { route 0.0.0.0/0 -> internet; }
    subnet s100 10.0.100.0/24 { route-table t100; }
    route-table t100 { route 0.0.0.0/0 -> internet; }
    subnet s101 10.0.101.0/24 { route-table t101; }
    route-table t101 { route 0.0.0.0/0 -> internet; }
    subnet s102 10.0.102.0/24 { route-table t102; }
    route-table t102 { route 0.0.0.0/0 -> internet; }
    subnet s103 10.0.103.0/24 { route-table t103; }
    route-table t103 { route 0.0.0.0/0 -> internet; }
    subnet s104 10.0.104.0/24 { route-table t104; }
    route-table t104 { route 0.0.0.0/0 -> internet; }
    subnet s105 10.0.105.0/24 { route-table t105; }
    route-table t105 { route 0.0.0.0/0 -> internet; }
    subnet s106 10.0.106.0/24 { route-table t106; }
    route-table t106 { route 0.0.0.0/0 -> internet; }
    subnet s107 10.0.107.0/24 { route-table t107; }
    route-table t107 { route 0.0.0.0/0 -> internet; }
    subnet s108 10.0.108.0/24 { route-table t108; }
    route-table t108 { route 0.0.0.0/0 -> internet; }
    subnet s109 10.0.109.0/24 { route-table t109; }
    route-table t109 { route 0.0.0.0/0 -> internet; }
    subnet s110 10.0.110.0/24 { route-table t110; }
    route-table t110 { route 0.0.0.0/0 -> internet; }
    subnet s111 10.0.111.0/24 { route-table t111; }
    route-table t111 { route 0.0.0.0/0 -> internet; }
    subnet s112 10.0.112.0/24 { route-table t112; }
    route-table t112 { route 0.0.0.0/0 -> internet; }
    subnet s113 10.0.113.0/24 { route-table t113; }
    route-table t113 { route 0.0.0.0/0 -> internet; }
    subnet s114 10.0.114.0/24 { route-table t114; }
    route-table t114 { route 0.0.0.0/0 -> internet; }
    subnet s115 10.0.115.0/24 { route-table t115; }
    route-table t115 { route 0.0.0.0/0 -> internet; }
    subnet s116 10.0.116.0/24 { route-table t116; }
    route-table t116 { route 0.0.0.0/0 -> internet; }
    subnet s117 10.0.117.0/24 { route-table t117; }
    route-table t117 { route 0.0.0.0/0 -> internet; }
    subnet s118 10.0.118.0/24 { route-table t118; }
    route-table t118 { route 0.0.0.0/0 -> internet; }
    subnet s119 10.0.119.0/24 { route-table t119; }
    route-table t119 { route 0.0.0.0/0 -> internet; }
    subnet s120 10.0.120.0/24 { route-table t120; }
    route-table t120 { route 0.0.0.0/0 -> internet; }
    subnet s121 10.0.121.0/24 { route-table t121; }
    route-table t121 { route 0.0.0.0/0 -> internet; }
    subnet s122 10.0.122.0/24 { route-table t122; }
    route-table t122 { route 0.0.0.0/0 -> internet; }
    subnet s123 10.0.123.0/24 { route-table t123; }
    route-table t123 { route 0.0.0.0/0 -> internet; }
    subnet s124 10.0.124.0/24 { route-table t124; }
    route-table t124 { route 0.0.0.0/0 -> internet; }
    subnet s125 10.0.125.0/24 { route-table t125; }
    route-table t125 { route 0.0.0.0/0 -> internet; }
    subnet s126 10.0.126.0/24 { route-table t126; }
    route-table t126 { route 0.0.0.0/0 -> internet; }
    subnet s127 10.0.127.0/24 { route-table t127; }
    route-table t127 { route 0.0.0.0/0 -> internet; }
    subnet s128 10.0.128.0/24 { route-table t128; }
    route-table t128 { route 0.0.0.0/0 -> internet; }
    subnet s129 10.0.129.0/24 { route-table t129; }
    route-table t129 { route 0.0.0.0/0 -> internet; }
    subnet s130 10.0.130.0/24 { route-table t130; }
    route-table t130 { route 0.0.0.0/0 -> internet; }
    subnet s131 10.0.131.0/24 { route-table t131; }
    route-table t131 { route 0.0.0.0/0 -> internet; }
    subnet s132 10.0.132.0/24 { route-table t132; }
    route-table t132 { route 0.0.0.0/0 -> internet; }
    subnet s133 10.0.133.0/24 { route-table t133; }
    route-table t133 { route 0.0.0.0/0 -> internet; }
    subnet s134 10.0.134.0/24 { route-table t134; }
    route-table t134 { route 0.0.0.0/0 -> internet; }
    subnet s135 10.0.135.0/24 { route-table t135; }
    route-table t135 { route 0.0.0.0/0 -> internet; }
    subnet s136 10.0.136.0/24 { route-table t136; }
    route-table t136 { route 0.0.0.0/0 -> internet; }
    subnet s137 10.0.137.0/24 { route-table t137; }
    route-table t137 { route 0.0.0.0/0 -> internet; }
    subnet s138 10.0.138.0/24 { route-table t138; }
    route-table t138 { route 0.0.0.0/0 -> internet; }
    subnet s139 10.0.139.0/24 { route-table t139; }
    route-table t139 { route 0.0.0.0/0 -> internet; }
    subnet s140 10.0.140.0/24 { route-table t140; }
    route-table t140 { route 0.0.0.0/0 -> internet; }
    subnet s141 10.0.141.0/24 { route-table t141; }
    route-table t141 { route 0.0.0.0/0 -> internet; }
    subnet s142 10.0.142.0/24 { route-table t142; }
    route-table t142 { route 0.0.0.0/0 -> internet; }
    subnet s143 10.0.143.0/24 { route-table t143; }
    route-table t143 { route 0.0.0.0/0 -> internet; }
    subnet s144 10.0.144.0/24 { route-table t144; }
    route-table t144 { route 0.0.0.0/0 -> internet; }
    subnet s145 10.0.145.0/24 { route-table t145; }
    route-table t145 { route 0.0.0.0/0 -> internet; }
    subnet s146 10.0.146.0/24 { route-table t146; }
    route-table t146 { route 0.0.0.0/0 -> internet; }
    subnet s147 10.0.147.0/24 { route-table t147; }
    route-table t147 { route 0.0.0.0/0 -> internet; }
    subnet s148 10.0.148.0/24 { route-table t148; }
    route-table t148 { route 0.0.0.0/0 -> internet; }
    subnet s149 10.0.149.0/24 { route-table t149; }
    route-table t149 { route 0.0.0.0/0 -> internet; }
    subnet s150 10.0.150.0/24 { route-table t150; }
    route-table t150 { route 0.0.0.0/0 -> internet; }
    subnet s151 10.0.151.0/24 { route-table t151; }
    route-table t151 { route 0.0.0.0/0 -> internet; }
    subnet s152 10.0.152.0/24 { route-table t152; }
    route-table t152 { route 0.0.0.0/0 -> internet; }
    subnet s153 10.0.153.0/24 { route-table t153; }
    route-table t153 { route 0.0.0.0/0 -> internet; }
    subnet s154 10.0.154.0/24 { route-table t154; }
    route-table t154 { route 0.0.0.0/0 -> internet; }
    subnet s155 10.0.155.0/24 { route-table t155; }
    route-table t155 { route 0.0.0.0/0 -> internet; }
    subnet s156 10.0.156.0/24 { route-table t156; }
    route-table t156 { route 0.0.0.0/0 -> internet; }
    subnet s157 10.0.157.0/24 { route-table t157; }
    route-table t157 { route 0.0.0.0/0 -> internet; }
    subnet s158 10.0.158.0/24 { route-table t158; }
    route-table t158 { route 0.0.0.0/0 -> internet; }
    subnet s159 10.0.159.0/24 { route-table t159; }
    route-table t159 { route 0.0.0.0/0 -> internet; }
    subnet s160 10.0.160.0/24 { route-table t160; }
    route-table t160 { route 0.0.0.0/0 -> internet; }
    subnet s161 10.0.161.0/24 { route-table t161; }
    route-table t161 { route 0.0.0.0/0 -> internet; }
    subnet s162 10.0.162.0/24 { route-table t162; }
    route-table t162 { route 0.0.0.0/0 -> internet; }
    subnet s163 10.0.163.0/24 { route-table t163; }
    route-table t163 { route 0.0.0.0/0 -> internet; }
    subnet s164 10.0.164.0/24 { route-table t164; }
    route-table t164 { route 0.0.0.0/0 -> internet; }
    subnet s165 10.0.165.0/24 { route-table t165; }
    route-table t165 { route 0.0.0.0/0 -> internet; }
    subnet s166 10.0.166.0/24 { route-table t166; }
    route-table t166 { route 0.0.0.0/0 -> internet; }
    subnet s167 10.0.167.0/24 { route-table t167; }
    route-table t167 { route 0.0.0.0/0 -> internet; }
    subnet s168 10.0.168.0/24 { route-table t168; }
    route-table t168 { route 0.0.0.0/0 -> internet; }
    subnet s169 10.0.169.0/24 { route-table t169; }
    route-table t169 { route 0.0.0.0/0 -> internet; }
    subnet s170 10.0.170.0/24 { route-table t170; }
    route-table t170 { route 0.0.0.0/0 -> internet; }
    subnet s171 10.0.171.0/24 { route-table t171; }
    route-table t171 { route 0.0.0.0/0 -> internet; }
    subnet s172 10.0.172.0/24 { route-table t172; }
    route-table t172 { route 0.0.0.0/0 -> internet; }
    subnet s173 10.0.173.0/24 { route-table t173; }
    route-table t173 { route 0.0.0.0/0 -> internet; }
    subnet s174 10.0.174.0/24 { route-table t174; }
    route-table t174 { route 0.0.0.0/0 -> internet; }
    subnet s175 10.0.175.0/24 { route-table t175; }
    route-table t175 { route 0.0.0.0/0 -> internet; }
    subnet s176 10.0.176.0/24 { route-table t176; }
    route-table t176 { route 0.0.0.0/0 -> internet; }
    subnet s177 10.0.177.0/24 { route-table t177; }
    route-table t177 { route 0.0.0.0/0 -> internet; }
    subnet s178 10.0.178.0/24 { route-table t178; }
    route-table t178 { route 0.0.0.0/0 -> internet; }
    subnet s179 10.0.179.0/24 { route-table t179; }
    route-table t179 { route 0.0.0.0/0 -> internet; }
    subnet s180 10.0.180.0/24 { route-table t180; }
    route-table t180 { route 0.0.0.0/0 -> internet; }
    subnet s181 10.0.181.0/24 { route-table t181; }
    route-table t181 { route 0.0.0.0/0 -> internet; }
    subnet s182 10.0.182.0/24 { route-table t182; }
    route-table t182 { route 0.0.0.0/0 -> internet; }
    subnet s183 10.0.183.0/24 { route-table t183; }
    route-table t183 { route 0.0.0.0/0 -> internet; }
    subnet s184 10.0.184.0/24 { route-table t184; }
    route-table t184 { route 0.0.0.0/0 -> internet; }
    subnet s185 10.0.185.0/24 { route-table t185; }
    route-table t185 { route 0.0.0.0/0 -> internet; }
    subnet s186 10.0.186.0/24 { route-table t186; }
    route-table t186 { route 0.0.0.0/0 -> internet; }
    subnet s187 10.0.187.0/24 { route-table t187; }
    route-table t187 { route 0.0.0.0/0 -> internet; }
    subnet s188 10.0.188.0/24 { route-table t188; }
    route-table t188 { route 0.0.0.0/0 -> internet; }
    subnet s189 10.0.189.0/24 { route-table t189; }
    route-table t189 { route 0.0.0.0/0 -> internet; }
    subnet s190 10.0.190.0/24 { route-table t190; }
    route-table t190 { route 0.0.0.0/0 -> internet; }
    subnet s191 10.0.191.0/24 { route-table t191; }
    route-table t191 { route 0.0.0.0/0 -> internet; }
    subnet s192 10.0.192.0/24 { route-table t192; }
    route-table t192 { route 0.0.0.0/0 -> internet; }
    subnet s193 10.0.193.0/24 { route-table t193; }
    route-table t193 { route 0.0.0.0/0 -> internet; }
    subnet s194 10.0.194.0/24 { route-table t194; }
    route-table t194 { route 0.0.0.0/0 -> internet; }
    subnet s195 10.0.195.0/24 { route-table t195; }
    route-table t195 { route 0.0.0.0/0 -> internet; }
    subnet s196 10.0.196.0/24 { route-table t196; }
    route-table t196 { route 0.0.0.0/0 -> internet; }
    subnet s197 10.0.197.0/24 { route-table t197; }
    route-table t197 { route 0.0.0.0/0 -> internet; }
    subnet s198 10.0.198.0/24 { route-table t198; }
    route-table t198 { route 0.0.0.0/0 -> internet; }
    subnet s199 10.0.199.0/24 { route-table t199; }
    route-table t199 { route 0.0.0.0/0 -> internet; }
    subnet s200 10.0.200.0/24 { route-table t200; }
    route-table t200 { route 0.0.0.0/0 -> internet; }
}
