site vnet hub { prefix 10.0.0.0/16; }
site vnet v0 { prefix 10.1.0.0/24; }
peering hub <-> v0;
site vnet v1 { prefix 10.1.1.0/24; }
peering hub <-> v1;
site vnet v2 { prefix 10.1.2.0/24; }
peering hub <-> v2;
site vnet v3 { prefix 10.1.3.0/24; }
peering hub <-> v3;
site vnet v4 { prefix 10.1.4.0/24; }
peering hub <-> v4;
site vnet v5 { prefix 10.1.5.0/24; }
peering hub <-> v5;
site vnet v6 { prefix 10.1.6.0/24; }
peering hub <-> v6;
site vnet v7 { prefix 10.1.7.0/24; }
peering hub <-> v7;
site vnet v8 { prefix 10.1.8.0/24; }
peering hub <-> v8;
site vnet v9 { prefix 10.1.9.0/24; }
peering hub <-> v9;
site vnet v10 { prefix 10.1.10.0/24; }
peering hub <-> v10;
site vnet v11 { prefix 10.1.11.0/24; }
peering hub <-> v11;
site vnet v12 { prefix 10.1.12.0/24; }
peering hub <-> v12;
site vnet v13 { prefix 10.1.13.0/24; }
peering hub <-> v13;
site vnet v14 { prefix 10.1.14.0/24; }
peering hub <-> v14;
site vnet v15 { prefix 10.1.15.0/24; }
peering hub <-> v15;
site vnet v16 { prefix 10.1.16.0/24; }
peering hub <-> v16;
site vnet v17 { prefix 10.1.17.0/24; }
peering hub <-> v17;
site vnet v18 { prefix 10.1.18.0/24; }
peering hub <-> v18;
site vnet v19 { prefix 10.1.19.0/24; }
peering hub <-> v19;
site vnet v20 { prefix 10.1.20.0/24; }
peering hub <-> v20;
site vnet v21 { prefix 10.1.21.0/24; }
peering hub <-> v21;
site vnet v22 { prefix 10.1.22.0/24; }
peering hub <-> v22;
site vnet v23 { prefix 10.1.23.0/24; }
peering hub <-> v23;
site vnet v24 { prefix 10.1.24.0/24; }
peering hub <-> v24;
site vnet v25 { prefix 10.1.25.0/24; }
peering hub <-> v25;
site vnet v26 { prefix 10.1.26.0/24; }
peering hub <-> v26;
site vnet v27 { prefix 10.1.27.0/24; }
peering hub <-> v27;
site vnet v28 { prefix 10.1.28.0/24; }
peering hub <-> v28;
site vnet v29 { prefix 10.1.29.0/24; }
peering hub <-> v29;
site vnet v30 { prefix 10.1.30.0/24; }
peering hub <-> v30;
site vnet v31 { prefix 10.1.31.0/24; }
peering hub <-> v31;
site vnet v32 { prefix 10.1.32.0/24; }
peering hub <-> v32;
site vnet v33 { prefix 10.1.33.0/24; }
peering hub <-> v33;
site vnet v34 { prefix 10.1.34.0/24; }
peering hub <-> v34;
site vnet v35 { prefix 10.1.35.0/24; }
peering hub <-> v35;
site vnet v36 { prefix 10.1.36.0/24; }
peering hub <-> v36;
site vnet v37 { prefix 10.1.37.0/24; }
peering hub <-> v37;
site vnet v38 { prefix 10.1.38.0/24; }
peering hub <-> v38;
site vnet v39 { prefix 10.1.39.0/24; }
peering hub <-> v39;
site vnet v40 { prefix 10.1.40.0/24; }
peering hub <-> v40;
site vnet v41 { prefix 10.1.41.0/24; }
peering hub <-> v41;
site vnet v42 { prefix 10.1.42.0/24; }
peering hub <-> v42;
site vnet v43 { prefix 10.1.43.0/24; }
peering hub <-> v43;
site vnet v44 { prefix 10.1.44.0/24; }
peering hub <-> v44;
site vnet v45 { prefix 10.1.45.0/24; }
peering hub <-> v45;
site vnet v46 { prefix 10.1.46.0/24; }
peering hub <-> v46;
site vnet v47 { prefix 10.1.47.0/24; }
peering hub <-> v47;
site vnet v48 { prefix 10.1.48.0/24; }
peering hub <-> v48;
site vnet v49 { prefix 10.1.49.0/24; }
peering hub <-> v49;
site vnet v50 { prefix 10.1.50.0/24; }
peering hub <-> v50;
site vnet v51 { prefix 10.1.51.0/24; }
peering hub <-> v51;
site vnet v52 { prefix 10.1.52.0/24; }
peering hub <-> v52;
site vnet v53 { prefix 10.1.53.0/24; }
peering hub <-> v53;
site vnet v54 { prefix 10.1.54.0/24; }
peering hub <-> v54;
site vnet v55 { prefix 10.1.55.0/24; }
peering hub <-> v55;
site vnet v56 { prefix 10.1.56.0/24; }
peering hub <-> v56;
site vnet v57 { prefix 10.1.57.0/24; }
peering hub <-> v57;
site vnet v58 { prefix 10.1.58.0/24; }
peering hub <-> v58;
site vnet v59 { prefix 10.1.59.0/24; }
peering hub <-> v59;
site vnet v60 { prefix 10.1.60.0/24; }
peering hub <-> v60;
site vnet v61 { prefix 10.1.61.0/24; }
peering hub <-> v61;
site vnet v62 { prefix 10.1.62.0/24; }
peering hub <-> v62;
site vnet v63 { prefix 10.1.63.0/24; }
peering hub <-> v63;
site vnet v64 { prefix 10.1.64.0/24; }
peering hub <-> v64;
site vnet v65 { prefix 10.1.65.0/24; }
peering hub <-> v65;
site vnet v66 { prefix 10.1.66.0/24; }
peering hub <-> v66;
site vnet v67 { prefix 10.1.67.0/24; }
peering hub <-> v67;
site vnet v68 { prefix 10.1.68.0/24; }
peering hub <-> v68;
site vnet v69 { prefix 10.1.69.0/24; }
peering hub <-> v69;
site vnet v70 { prefix 10.1.70.0/24; }
peering hub <-> v70;
site vnet v71 { prefix 10.1.71.0/24; }
peering hub <-> v71;
site vnet v72 { prefix 10.1.72.0/24; }
peering hub <-> v72;
site vnet v73 { prefix 10.1.73.0/24; }
peering hub <-> v73;
site vnet v74 { prefix 10.1.74.0/24; }
peering hub <-> v74;
site vnet v75 { prefix 10.1.75.0/24; }
peering hub <-> v75;
site vnet v76 { prefix 10.1.76.0/24; }
peering hub <-> v76;
site vnet v77 { prefix 10.1.77.0/24; }
peering hub <-> v77;
site vnet v78 { prefix 10.1.78.0/24; }
peering hub <-> v78;
site vnet v79 { prefix 10.1.79.0/24; }
peering hub <-> v79;
site vnet v80 { prefix 10.1.80.0/24; }
peering hub <-> v80;
site vnet v81 { prefix 10.1.81.0/24; }
peering hub <-> v81;
site vnet v82 { prefix 10.1.82.0/24; }
peering hub <-> v82;
site vnet v83 { prefix 10.1.83.0/24; }
peering hub <-> v83;
site vnet v84 { prefix 10.1.84.0/24; }
peering hub <-> v84;
site vnet v85 { prefix 10.1.85.0/24; }
peering hub <-> v85;
site vnet v86 { prefix 10.1.86.0/24; }
peering hub <-> v86;
site vnet v87 { prefix 10.1.87.0/24; }
peering hub <-> v87;
site vnet v88 { prefix 10.1.88.0/24; }
peering hub <-> v88;
site vnet v89 { prefix 10.1.89.0/24; }
peering hub <-> v89;
site vnet v90 { prefix 10.1.90.0/24; }
peering hub <-> v90;
site vnet v91 { prefix 10.1.91.0/24; }
peering hub <-> v91;
site vnet v92 { prefix 10.1.92.0/24; }
peering hub <-> v92;
site vnet v93 { prefix 10.1.93.0/24; }
peering hub <-> v93;
site vnet v94 { prefix 10.1.94.0/24; }
peering hub <-> v94;
site vnet v95 { prefix 10.1.95.0/24; }
peering hub <-> v95;
site vnet v96 { prefix 10.1.96.0/24; }
peering hub <-> v96;
site vnet v97 { prefix 10.1.97.0/24; }
peering hub <-> v97;
site vnet v98 { prefix 10.1.98.0/24; }
peering hub <-> v98;
site vnet v99 { prefix 10.1.99.0/24; }
peering hub <-> v99;
site vnet v100 { prefix 10.1.100.0/24; }
peering hub <-> v100;
site vnet v101 { prefix 10.1.101.0/24; }
peering hub <-> v101;
site vnet v102 { prefix 10.1.102.0/24; }
peering hub <-> v102;
site vnet v103 { prefix 10.1.103.0/24; }
peering hub <-> v103;
site vnet v104 { prefix 10.1.104.0/24; }
peering hub <-> v104;
site vnet v105 { prefix 10.1.105.0/24; }
peering hub <-> v105;
site vnet v106 { prefix 10.1.106.0/24; }
peering hub <-> v106;
site vnet v107 { prefix 10.1.107.0/24; }
peering hub <-> v107;
site vnet v108 { prefix 10.1.108.0/24; }
peering hub <-> v108;
site vnet v109 { prefix 10.1.109.0/24; }
peering hub <-> v109;
site vnet v110 { prefix 10.1.110.0/24; }
peering hub <-> v110;
site vnet v111 { prefix 10.1.111.0/24; }
peering hub <-> v111;
site vnet v112 { prefix 10.1.112.0/24; }
peering hub <-> v112;
site vnet v113 { prefix 10.1.113.0/24; }
peering hub <-> v113;
site vnet v114 { prefix 10.1.114.0/24; }
peering hub <-> v114;
site vnet v115 { prefix 10.1.115.0/24; }
peering hub <-> v115;
site vnet v116 { prefix 10.1.116.0/24; }
peering hub <-> v116;
site vnet v117 { prefix 10.1.117.0/24; }
peering hub <-> v117;
site vnet v118 { prefix 10.1.118.0/24; }
peering hub <-> v118;
site vnet v119 { prefix 10.1.119.0/24; }
peering hub <-> v119;
site vnet v120 { prefix 10.1.120.0/24; }
peering hub <-> v120;
site vnet v121 { prefix 10.1.121.0/24; }
peering hub <-> v121;
site vnet v122 { prefix 10.1.122.0/24; }
peering hub <-> v122;
site vnet v123 { prefix 10.1.123.0/24; }
peering hub <-> v123;
site vnet v124 { prefix 10.1.124.0/24; }
peering hub <-> v124;
site vnet v125 { prefix 10.1.125.0/24; }
peering hub <-> v125;
site vnet v126 { prefix 10.1.126.0/24; }
peering hub <-> v126;
site vnet v127 { prefix 10.1.127.0/24; }
peering hub <-> v127;
site vnet v128 { prefix 10.1.128.0/24; }
peering hub <-> v128;
site vnet v129 { prefix 10.1.129.0/24; }
peering hub <-> v129;
site vnet v130 { prefix 10.1.130.0/24; }
peering hub <-> v130;
site vnet v131 { prefix 10.1.131.0/24; }
peering hub <-> v131;
site vnet v132 { prefix 10.1.132.0/24; }
peering hub <-> v132;
site vnet v133 { prefix 10.1.133.0/24; }
peering hub <-> v133;
site vnet v134 { prefix 10.1.134.0/24; }
peering hub <-> v134;
site vnet v135 { prefix 10.1.135.0/24; }
peering hub <-> v135;
site vnet v136 { prefix 10.1.136.0/24; }
peering hub <-> v136;
site vnet v137 { prefix 10.1.137.0/24; }
peering hub <-> v137;
site vnet v138 { prefix 10.1.138.0/24; }
peering hub <-> v138;
site vnet v139 { prefix 10.1.139.0/24; }
peering hub <-> v139;
site vnet v140 { prefix 10.1.140.0/24; }
peering hub <-> v140;
site vnet v141 { prefix 10.1.141.0/24; }
peering hub <-> v141;
site vnet v142 { prefix 10.1.142.0/24; }
peering hub <-> v142;
site vnet v143 { prefix 10.1.143.0/24; }
peering hub <-> v143;
site vnet v144 { prefix 10.1.144.0/24; }
peering hub <-> v144;
site vnet v145 { prefix 10.1.145.0/24; }
peering hub <-> v145;
site vnet v146 { prefix 10.1.146.0/24; }
peering hub <-> v146;
site vnet v147 { prefix 10.1.147.0/24; }
peering hub <-> v147;
site vnet v148 { prefix 10.1.148.0/24; }
peering hub <-> v148;
site vnet v149 { prefix 10.1.149.0/24; }
peering hub <-> v149;
site vnet v150 { prefix 10.1.150.0/24; }
peering hub <-> v150;
site vnet v151 { prefix 10.1.151.0/24; }
peering hub <-> v151;
site vnet v152 { prefix 10.1.152.0/24; }
peering hub <-> v152;
site vnet v153 { prefix 10.1.153.0/24; }
peering hub <-> v153;
site vnet v154 { prefix 10.1.154.0/24; }
peering hub <-> v154;
site vnet v155 { prefix 10.1.155.0/24; }
peering hub <-> v155;
site vnet v156 { prefix 10.1.156.0/24; }
peering hub <-> v156;
site vnet v157 { prefix 10.1.157.0/24; }
peering hub <-> v157;
site vnet v158 { prefix 10.1.158.0/24; }
peering hub <-> v158;
site vnet v159 { prefix 10.1.159.0/24; }
peering hub <-> v159;
site vnet v160 { prefix 10.1.160.0/24; }
peering hub <-> v160;
site vnet v161 { prefix 10.1.161.0/24; }
peering hub <-> v161;
site vnet v162 { prefix 10.1.162.0/24; }
peering hub <-> v162;
site vnet v163 { prefix 10.1.163.0/24; }
peering hub <-> v163;
site vnet v164 { prefix 10.1.164.0/24; }
peering hub <-> v164;
site vnet v165 { prefix 10.1.165.0/24; }
peering hub <-> v165;
site vnet v166 { prefix 10.1.166.0/24; }
peering hub <-> v166;
site vnet v167 { prefix 10.1.167.0/24; }
peering hub <-> v167;
site vnet v168 { prefix 10.1.168.0/24; }
peering hub <-> v168;
site vnet v169 { prefix 10.1.169.0/24; }
peering hub <-> v169;
site vnet v170 { prefix 10.1.170.0/24; }
peering hub <-> v170;
site vnet v171 { prefix 10.1.171.0/24; }
peering hub <-> v171;
site vnet v172 { prefix 10.1.172.0/24; }
peering hub <-> v172;
site vnet v173 { prefix 10.1.173.0/24; }
peering hub <-> v173;
site vnet v174 { prefix 10.1.174.0/24; }
peering hub <-> v174;
site vnet v175 { prefix 10.1.175.0/24; }
peering hub <-> v175;
site vnet v176 { prefix 10.1.176.0/24; }
peering hub <-> v176;
site vnet v177 { prefix 10.1.177.0/24; }
peering hub <-> v177;
site vnet v178 { prefix 10.1.178.0/24; }
peering hub <-> v178;
site vnet v179 { prefix 10.1.179.0/24; }
peering hub <-> v179;
site vnet v180 { prefix 10.1.180.0/24; }
peering hub <-> v180;
site vnet v181 { prefix 10.1.181.0/24; }
peering hub <-> v181;
site vnet v182 { prefix 10.1.182.0/24; }
peering hub <-> v182;
site vnet v183 { prefix 10.1.183.0/24; }
peering hub <-> v183;
site vnet v184 { prefix 10.1.184.0/24; }
peering hub <-> v184;
site vnet v185 { prefix 10.1.185.0/24; }
peering hub <-> v185;
site vnet v186 { prefix 10.1.186.0/24; }
peering hub <-> v186;
site vnet v187 { prefix 10.1.187.0/24; }
peering hub <-> v187;
site vnet v188 { prefix 10.1.188.0/24; }
peering hub <-> v188;
site vnet v189 { prefix 10.1.189.0/24; }
peering hub <-> v189;
site vnet v190 { prefix 10.1.190.0/24; }
peering hub <-> v190;
site vnet v191 { prefix 10.1.191.0/24; }
peering hub <-> v191;
site vnet v192 { prefix 10.1.192.0/24; }
peering hub <-> v192;
site vnet v193 { prefix 10.1.193.0/24; }
peering hub <-> v193;
site vnet v194 { prefix 10.1.194.0/24; }
peering hub <-> v194;
site vnet v195 { prefix 10.1.195.0/24; }
peering hub <-> v195;
site vnet v196 { prefix 10.1.196.0/24; }
peering hub <-> v196;
site vnet v197 { prefix 10.1.197.0/24; }
peering hub <-> v197;
site vnet v198 { prefix 10.1.198.0/24; }
peering hub <-> v198;
site vnet v199 { prefix 10.1.199.0/24; }
peering hub <-> v199;
site vnet v200 { prefix 10.2.0.0/24; }
peering hub <-> v200;
site vnet v201 { prefix 10.2.1.0/24; }
peering hub <-> v201;
site vnet v202 { prefix 10.2.2.0/24; }
peering hub <-> v202;
site vnet v203 { prefix 10.2.3.0/24; }
peering hub <-> v203;
site vnet v204 { prefix 10.2.4.0/24; }
peering hub <-> v204;
site vnet v205 { prefix 10.2.5.0/24; }
peering hub <-> v205;
site vnet v206 { prefix 10.2.6.0/24; }
peering hub <-> v206;
site vnet v207 { prefix 10.2.7.0/24; }
peering hub <-> v207;
site vnet v208 { prefix 10.2.8.0/24; }
peering hub <-> v208;
site vnet v209 { prefix 10.2.9.0/24; }
peering hub <-> v209;
site vnet v210 { prefix 10.2.10.0/24; }
peering hub <-> v210;
site vnet v211 { prefix 10.2.11.0/24; }
peering hub <-> v211;
site vnet v212 { prefix 10.2.12.0/24; }
peering hub <-> v212;
site vnet v213 { prefix 10.2.13.0/24; }
peering hub <-> v213;
site vnet v214 { prefix 10.2.14.0/24; }
peering hub <-> v214;
site vnet v215 { prefix 10.2.15.0/24; }
peering hub <-> v215;
site vnet v216 { prefix 10.2.16.0/24; }
peering hub <-> v216;
site vnet v217 { prefix 10.2.17.0/24; }
peering hub <-> v217;
site vnet v218 { prefix 10.2.18.0/24; }
peering hub <-> v218;
site vnet v219 { prefix 10.2.19.0/24; }
peering hub <-> v219;
site vnet v220 { prefix 10.2.20.0/24; }
peering hub <-> v220;
site vnet v221 { prefix 10.2.21.0/24; }
peering hub <-> v221;
site vnet v222 { prefix 10.2.22.0/24; }
peering hub <-> v222;
site vnet v223 { prefix 10.2.23.0/24; }
peering hub <-> v223;
site vnet v224 { prefix 10.2.24.0/24; }
peering hub <-> v224;
site vnet v225 { prefix 10.2.25.0/24; }
peering hub <-> v225;
site vnet v226 { prefix 10.2.26.0/24; }
peering hub <-> v226;
site vnet v227 { prefix 10.2.27.0/24; }
peering hub <-> v227;
site vnet v228 { prefix 10.2.28.0/24; }
peering hub <-> v228;
site vnet v229 { prefix 10.2.29.0/24; }
peering hub <-> v229;
site vnet v230 { prefix 10.2.30.0/24; }
peering hub <-> v230;
site vnet v231 { prefix 10.2.31.0/24; }
peering hub <-> v231;
site vnet v232 { prefix 10.2.32.0/24; }
peering hub <-> v232;
site vnet v233 { prefix 10.2.33.0/24; }
peering hub <-> v233;
site vnet v234 { prefix 10.2.34.0/24; }
peering hub <-> v234;
site vnet v235 { prefix 10.2.35.0/24; }
peering hub <-> v235;
site vnet v236 { prefix 10.2.36.0/24; }
peering hub <-> v236;
site vnet v237 { prefix 10.2.37.0/24; }
peering hub <-> v237;
site vnet v238 { prefix 10.2.38.0/24; }
peering hub <-> v238;
site vnet v239 { prefix 10.2.39.0/24; }
peering hub <-> v239;
site vnet v240 { prefix 10.2.40.0/24; }
peering hub <-> v240;
site vnet v241 { prefix 10.2.41.0/24; }
peering hub <-> v241;
site vnet v242 { prefix 10.2.42.0/24; }
peering hub <-> v242;
site vnet v243 { prefix 10.2.43.0/24; }
peering hub <-> v243;
site vnet v244 { prefix 10.2.44.0/24; }
peering hub <-> v244;
site vnet v245 { prefix 10.2.45.0/24; }
peering hub <-> v245;
site vnet v246 { prefix 10.2.46.0/24; }
peering hub <-> v246;
site vnet v247 { prefix 10.2.47.0/24; }
peering hub <-> v247;
site vnet v248 { prefix 10.2.48.0/24; }
peering hub <-> v248;
site vnet v249 { prefix 10.2.49.0/24; }
peering hub <-> v249;
site vnet v250 { prefix 10.2.50.0/24; }
peering hub <-> v250;
site vnet v251 { prefix 10.2.51.0/24; }
peering hub <-> v251;
site vnet v252 { prefix 10.2.52.0/24; }
peering hub <-> v252;
site vnet v253 { prefix 10.2.53.0/24; }
peering hub <-> v253;
site vnet v254 { prefix 10.2.54.0/24; }
peering hub <-> v254;
site vnet v255 { prefix 10.2.55.0/24; }
peering hub <-> v255;
site vnet v256 { prefix 10.2.56.0/24; }
peering hub <-> v256;
site vnet v257 { prefix 10.2.57.0/24; }
peering hub <-> v257;
site vnet v258 { prefix 10.2.58.0/24; }
peering hub <-> v258;
site vnet v259 { prefix 10.2.59.0/24; }
peering hub <-> v259;
site vnet v260 { prefix 10.2.60.0/24; }
peering hub <-> v260;
site vnet v261 { prefix 10.2.61.0/24; }
peering hub <-> v261;
site vnet v262 { prefix 10.2.62.0/24; }
peering hub <-> v262;
site vnet v263 { prefix 10.2.63.0/24; }
peering hub <-> v263;
site vnet v264 { prefix 10.2.64.0/24; }
peering hub <-> v264;
site vnet v265 { prefix 10.2.65.0/24; }
peering hub <-> v265;
site vnet v266 { prefix 10.2.66.0/24; }
peering hub <-> v266;
site vnet v267 { prefix 10.2.67.0/24; }
peering hub <-> v267;
site vnet v268 { prefix 10.2.68.0/24; }
peering hub <-> v268;
site vnet v269 { prefix 10.2.69.0/24; }
peering hub <-> v269;
site vnet v270 { prefix 10.2.70.0/24; }
peering hub <-> v270;
site vnet v271 { prefix 10.2.71.0/24; }
peering hub <-> v271;
site vnet v272 { prefix 10.2.72.0/24; }
peering hub <-> v272;
site vnet v273 { prefix 10.2.73.0/24; }
peering hub <-> v273;
site vnet v274 { prefix 10.2.74.0/24; }
peering hub <-> v274;
site vnet v275 { prefix 10.2.75.0/24; }
peering hub <-> v275;
site vnet v276 { prefix 10.2.76.0/24; }
peering hub <-> v276;
site vnet v277 { prefix 10.2.77.0/24; }
peering hub <-> v277;
site vnet v278 { prefix 10.2.78.0/24; }
peering hub <-> v278;
site vnet v279 { prefix 10.2.79.0/24; }
peering hub <-> v279;
site vnet v280 { prefix 10.2.80.0/24; }
peering hub <-> v280;
site vnet v281 { prefix 10.2.81.0/24; }
peering hub <-> v281;
site vnet v282 { prefix 10.2.82.0/24; }
peering hub <-> v282;
site vnet v283 { prefix 10.2.83.0/24; }
peering hub <-> v283;
site vnet v284 { prefix 10.2.84.0/24; }
peering hub <-> v284;
site vnet v285 { prefix 10.2.85.0/24; }
peering hub <-> v285;
site vnet v286 { prefix 10.2.86.0/24; }
peering hub <-> v286;
site vnet v287 { prefix 10.2.87.0/24; }
peering hub <-> v287;
site vnet v288 { prefix 10.2.88.0/24; }
peering hub <-> v288;
site vnet v289 { prefix 10.2.89.0/24; }
peering hub <-> v289;
site vnet v290 { prefix 10.2.90.0/24; }
peering hub <-> v290;
site vnet v291 { prefix 10.2.91.0/24; }
peering hub <-> v291;
site vnet v292 { prefix 10.2.92.0/24; }
peering hub <-> v292;
site vnet v293 { prefix 10.2.93.0/24; }
peering hub <-> v293;
site vnet v294 { prefix 10.2.94.0/24; }
peering hub <-> v294;
site vnet v295 { prefix 10.2.95.0/24; }
peering hub <-> v295;
site vnet v296 { prefix 10.2.96.0/24; }
peering hub <-> v296;
site vnet v297 { prefix 10.2.97.0/24; }
peering hub <-> v297;
site vnet v298 { prefix 10.2.98.0/24; }
peering hub <-> v298;
site vnet v299 { prefix 10.2.99.0/24; }
peering hub <-> v299;
site vnet v300 { prefix 10.2.100.0/24; }
peering hub <-> v300;
site vnet v301 { prefix 10.2.101.0/24; }
peering hub <-> v301;
site vnet v302 { prefix 10.2.102.0/24; }
peering hub <-> v302;
site vnet v303 { prefix 10.2.103.0/24; }
peering hub <-> v303;
site vnet v304 { prefix 10.2.104.0/24; }
peering hub <-> v304;
site vnet v305 { prefix 10.2.105.0/24; }
peering hub <-> v305;
site vnet v306 { prefix 10.2.106.0/24; }
peering hub <-> v306;
site vnet v307 { prefix 10.2.107.0/24; }
peering hub <-> v307;
site vnet v308 { prefix 10.2.108.0/24; }
peering hub <-> v308;
site vnet v309 { prefix 10.2.109.0/24; }
peering hub <-> v309;
site vnet v310 { prefix 10.2.110.0/24; }
peering hub <-> v310;
site vnet v311 { prefix 10.2.111.0/24; }
peering hub <-> v311;
site vnet v312 { prefix 10.2.112.0/24; }
peering hub <-> v312;
site vnet v313 { prefix 10.2.113.0/24; }
peering hub <-> v313;
site vnet v314 { prefix 10.2.114.0/24; }
peering hub <-> v314;
site vnet v315 { prefix 10.2.115.0/24; }
peering hub <-> v315;
site vnet v316 { prefix 10.2.116.0/24; }
peering hub <-> v316;
site vnet v317 { prefix 10.2.117.0/24; }
peering hub <-> v317;
site vnet v318 { prefix 10.2.118.0/24; }
peering hub <-> v318;
site vnet v319 { prefix 10.2.119.0/24; }
peering hub <-> v319;
site vnet v320 { prefix 10.2.120.0/24; }
peering hub <-> v320;
site vnet v321 { prefix 10.2.121.0/24; }
peering hub <-> v321;
site vnet v322 { prefix 10.2.122.0/24; }
peering hub <-> v322;
site vnet v323 { prefix 10.2.123.0/24; }
peering hub <-> v323;
site vnet v324 { prefix 10.2.124.0/24; }
peering hub <-> v324;
site vnet v325 { prefix 10.2.125.0/24; }
peering hub <-> v325;
site vnet v326 { prefix 10.2.126.0/24; }
peering hub <-> v326;
site vnet v327 { prefix 10.2.127.0/24; }
peering hub <-> v327;
site vnet v328 { prefix 10.2.128.0/24; }
peering hub <-> v328;
site vnet v329 { prefix 10.2.129.0/24; }
peering hub <-> v329;
site vnet v330 { prefix 10.2.130.0/24; }
peering hub <-> v330;
site vnet v331 { prefix 10.2.131.0/24; }
peering hub <-> v331;
site vnet v332 { prefix 10.2.132.0/24; }
peering hub <-> v332;
site vnet v333 { prefix 10.2.133.0/24; }
peering hub <-> v333;
site vnet v334 { prefix 10.2.134.0/24; }
peering hub <-> v334;
site vnet v335 { prefix 10.2.135.0/24; }
peering hub <-> v335;
site vnet v336 { prefix 10.2.136.0/24; }
peering hub <-> v336;
site vnet v337 { prefix 10.2.137.0/24; }
peering hub <-> v337;
site vnet v338 { prefix 10.2.138.0/24; }
peering hub <-> v338;
site vnet v339 { prefix 10.2.139.0/24; }
peering hub <-> v339;
site vnet v340 { prefix 10.2.140.0/24; }
peering hub <-> v340;
site vnet v341 { prefix 10.2.141.0/24; }
peering hub <-> v341;
site vnet v342 { prefix 10.2.142.0/24; }
peering hub <-> v342;
site vnet v343 { prefix 10.2.143.0/24; }
peering hub <-> v343;
site vnet v344 { prefix 10.2.144.0/24; }
peering hub <-> v344;
site vnet v345 { prefix 10.2.145.0/24; }
peering hub <-> v345;
site vnet v346 { prefix 10.2.146.0/24; }
peering hub <-> v346;
site vnet v347 { prefix 10.2.147.0/24; }
peering hub <-> v347;
site vnet v348 { prefix 10.2.148.0/24; }
peering hub <-> v348;
site vnet v349 { prefix 10.2.149.0/24; }
peering hub <-> v349;
site vnet v350 { prefix 10.2.150.0/24; }
peering hub <-> v350;
site vnet v351 { prefix 10.2.151.0/24; }
peering hub <-> v351;
site vnet v352 { prefix 10.2.152.0/24; }
peering hub <-> v352;
site vnet v353 { prefix 10.2.153.0/24; }
peering hub <-> v353;
site vnet v354 { prefix 10.2.154.0/24; }
peering hub <-> v354;
site vnet v355 { prefix 10.2.155.0/24; }
peering hub <-> v355;
site vnet v356 { prefix 10.2.156.0/24; }
peering hub <-> v356;
site vnet v357 { prefix 10.2.157.0/24; }
peering hub <-> v357;
site vnet v358 { prefix 10.2.158.0/24; }
peering hub <-> v358;
site vnet v359 { prefix 10.2.159.0/24; }
peering hub <-> v359;
site vnet v360 { prefix 10.2.160.0/24; }
peering hub <-> v360;
site vnet v361 { prefix 10.2.161.0/24; }
peering hub <-> v361;
site vnet v362 { prefix 10.2.162.0/24; }
peering hub <-> v362;
site vnet v363 { prefix 10.2.163.0/24; }
peering hub <-> v363;
site vnet v364 { prefix 10.2.164.0/24; }
peering hub <-> v364;
site vnet v365 { prefix 10.2.165.0/24; }
peering hub <-> v365;
site vnet v366 { prefix 10.2.166.0/24; }
peering hub <-> v366;
site vnet v367 { prefix 10.2.167.0/24; }
peering hub <-> v367;
site vnet v368 { prefix 10.2.168.0/24; }
peering hub <-> v368;
site vnet v369 { prefix 10.2.169.0/24; }
peering hub <-> v369;
site vnet v370 { prefix 10.2.170.0/24; }
peering hub <-> v370;
site vnet v371 { prefix 10.2.171.0/24; }
peering hub <-> v371;
site vnet v372 { prefix 10.2.172.0/24; }
peering hub <-> v372;
site vnet v373 { prefix 10.2.173.0/24; }
peering hub <-> v373;
site vnet v374 { prefix 10.2.174.0/24; }
peering hub <-> v374;
site vnet v375 { prefix 10.2.175.0/24; }
peering hub <-> v375;
site vnet v376 { prefix 10.2.176.0/24; }
peering hub <-> v376;
site vnet v377 { prefix 10.2.177.0/24; }
peering hub <-> v377;
site vnet v378 { prefix 10.2.178.0/24; }
peering hub <-> v378;
site vnet v379 { prefix 10.2.179.0/24; }
peering hub <-> v379;
site vnet v380 { prefix 10.2.180.0/24; }
peering hub <-> v380;
site vnet v381 { prefix 10.2.181.0/24; }
peering hub <-> v381;
site vnet v382 { prefix 10.2.182.0/24; }
peering hub <-> v382;
site vnet v383 { prefix 10.2.183.0/24; }
peering hub <-> v383;
site vnet v384 { prefix 10.2.184.0/24; }
peering hub <-> v384;
site vnet v385 { prefix 10.2.185.0/24; }
peering hub <-> v385;
site vnet v386 { prefix 10.2.186.0/24; }
peering hub <-> v386;
site vnet v387 { prefix 10.2.187.0/24; }
peering hub <-> v387;
site vnet v388 { prefix 10.2.188.0/24; }
peering hub <-> v388;
site vnet v389 { prefix 10.2.189.0/24; }
peering hub <-> v389;
site vnet v390 { prefix 10.2.190.0/24; }
peering hub <-> v390;
site vnet v391 { prefix 10.2.191.0/24; }
peering hub <-> v391;
site vnet v392 { prefix 10.2.192.0/24; }
peering hub <-> v392;
site vnet v393 { prefix 10.2.193.0/24; }
peering hub <-> v393;
site vnet v394 { prefix 10.2.194.0/24; }
peering hub <-> v394;
site vnet v395 { prefix 10.2.195.0/24; }
peering hub <-> v395;
site vnet v396 { prefix 10.2.196.0/24; }
peering hub <-> v396;
site vnet v397 { prefix 10.2.197.0/24; }
peering hub <-> v397;
site vnet v398 { prefix 10.2.198.0/24; }
peering hub <-> v398;
site vnet v399 { prefix 10.2.199.0/24; }
peering hub <-> v399;
site vnet v400 { prefix 10.3.0.0/24; }
peering hub <-> v400;
site vnet v401 { prefix 10.3.1.0/24; }
peering hub <-> v401;
site vnet v402 { prefix 10.3.2.0/24; }
peering hub <-> v402;
site vnet v403 { prefix 10.3.3.0/24; }
peering hub <-> v403;
site vnet v404 { prefix 10.3.4.0/24; }
peering hub <-> v404;
site vnet v405 { prefix 10.3.5.0/24; }
peering hub <-> v405;
site vnet v406 { prefix 10.3.6.0/24; }
peering hub <-> v406;
site vnet v407 { prefix 10.3.7.0/24; }
peering hub <-> v407;
site vnet v408 { prefix 10.3.8.0/24; }
peering hub <-> v408;
site vnet v409 { prefix 10.3.9.0/24; }
peering hub <-> v409;
site vnet v410 { prefix 10.3.10.0/24; }
peering hub <-> v410;
site vnet v411 { prefix 10.3.11.0/24; }
peering hub <-> v411;
site vnet v412 { prefix 10.3.12.0/24; }
peering hub <-> v412;
site vnet v413 { prefix 10.3.13.0/24; }
peering hub <-> v413;
site vnet v414 { prefix 10.3.14.0/24; }
peering hub <-> v414;
site vnet v415 { prefix 10.3.15.0/24; }
peering hub <-> v415;
site vnet v416 { prefix 10.3.16.0/24; }
peering hub <-> v416;
site vnet v417 { prefix 10.3.17.0/24; }
peering hub <-> v417;
site vnet v418 { prefix 10.3.18.0/24; }
peering hub <-> v418;
site vnet v419 { prefix 10.3.19.0/24; }
peering hub <-> v419;
site vnet v420 { prefix 10.3.20.0/24; }
peering hub <-> v420;
site vnet v421 { prefix 10.3.21.0/24; }
peering hub <-> v421;
site vnet v422 { prefix 10.3.22.0/24; }
peering hub <-> v422;
site vnet v423 { prefix 10.3.23.0/24; }
peering hub <-> v423;
site vnet v424 { prefix 10.3.24.0/24; }
peering hub <-> v424;
site vnet v425 { prefix 10.3.25.0/24; }
peering hub <-> v425;
site vnet v426 { prefix 10.3.26.0/24; }
peering hub <-> v426;
site vnet v427 { prefix 10.3.27.0/24; }
peering hub <-> v427;
site vnet v428 { prefix 10.3.28.0/24; }
peering hub <-> v428;
site vnet v429 { prefix 10.3.29.0/24; }
peering hub <-> v429;
site vnet v430 { prefix 10.3.30.0/24; }
peering hub <-> v430;
site vnet v431 { prefix 10.3.31.0/24; }
peering hub <-> v431;
site vnet v432 { prefix 10.3.32.0/24; }
peering hub <-> v432;
site vnet v433 { prefix 10.3.33.0/24; }
peering hub <-> v433;
site vnet v434 { prefix 10.3.34.0/24; }
peering hub <-> v434;
site vnet v435 { prefix 10.3.35.0/24; }
peering hub <-> v435;
site vnet v436 { prefix 10.3.36.0/24; }
peering hub <-> v436;
site vnet v437 { prefix 10.3.37.0/24; }
peering hub <-> v437;
site vnet v438 { prefix 10.3.38.0/24; }
peering hub <-> v438;
site vnet v439 { prefix 10.3.39.0/24; }
peering hub <-> v439;
site vnet v440 { prefix 10.3.40.0/24; }
peering hub <-> v440;
site vnet v441 { prefix 10.3.41.0/24; }
peering hub <-> v441;
site vnet v442 { prefix 10.3.42.0/24; }
peering hub <-> v442;
site vnet v443 { prefix 10.3.43.0/24; }
peering hub <-> v443;
site vnet v444 { prefix 10.3.44.0/24; }
peering hub <-> v444;
site vnet v445 { prefix 10.3.45.0/24; }
peering hub <-> v445;
site vnet v446 { prefix 10.3.46.0/24; }
peering hub <-> v446;
site vnet v447 { prefix 10.3.47.0/24; }
peering hub <-> v447;
site vnet v448 { prefix 10.3.48.0/24; }
peering hub <-> v448;
site vnet v449 { prefix 10.3.49.0/24; }
peering hub <-> v449;
site vnet v450 { prefix 10.3.50.0/24; }
peering hub <-> v450;
site vnet v451 { prefix 10.3.51.0/24; }
peering hub <-> v451;
site vnet v452 { prefix 10.3.52.0/24; }
peering hub <-> v452;
site vnet v453 { prefix 10.3.53.0/24; }
peering hub <-> v453;
site vnet v454 { prefix 10.3.54.0/24; }
peering hub <-> v454;
site vnet v455 { prefix 10.3.55.0/24; }
peering hub <-> v455;
site vnet v456 { prefix 10.3.56.0/24; }
peering hub <-> v456;
site vnet v457 { prefix 10.3.57.0/24; }
peering hub <-> v457;
site vnet v458 { prefix 10.3.58.0/24; }
peering hub <-> v458;
site vnet v459 { prefix 10.3.59.0/24; }
peering hub <-> v459;
site vnet v460 { prefix 10.3.60.0/24; }
peering hub <-> v460;
site vnet v461 { prefix 10.3.61.0/24; }
peering hub <-> v461;
site vnet v462 { prefix 10.3.62.0/24; }
peering hub <-> v462;
site vnet v463 { prefix 10.3.63.0/24; }
peering hub <-> v463;
site vnet v464 { prefix 10.3.64.0/24; }
peering hub <-> v464;
site vnet v465 { prefix 10.3.65.0/24; }
peering hub <-> v465;
site vnet v466 { prefix 10.3.66.0/24; }
peering hub <-> v466;
site vnet v467 { prefix 10.3.67.0/24; }
peering hub <-> v467;
site vnet v468 { prefix 10.3.68.0/24; }
peering hub <-> v468;
site vnet v469 { prefix 10.3.69.0/24; }
peering hub <-> v469;
site vnet v470 { prefix 10.3.70.0/24; }
peering hub <-> v470;
site vnet v471 { prefix 10.3.71.0/24; }
peering hub <-> v471;
site vnet v472 { prefix 10.3.72.0/24; }
peering hub <-> v472;
site vnet v473 { prefix 10.3.73.0/24; }
peering hub <-> v473;
site vnet v474 { prefix 10.3.74.0/24; }
peering hub <-> v474;
site vnet v475 { prefix 10.3.75.0/24; }
peering hub <-> v475;
site vnet v476 { prefix 10.3.76.0/24; }
peering hub <-> v476;
site vnet v477 { prefix 10.3.77.0/24; }
peering hub <-> v477;
site vnet v478 { prefix 10.3.78.0/24; }
peering hub <-> v478;
site vnet v479 { prefix 10.3.79.0/24; }
peering hub <-> v479;
site vnet v480 { prefix 10.3.80.0/24; }
peering hub <-> v480;
site vnet v481 { prefix 10.3.81.0/24; }
peering hub <-> v481;
site vnet v482 { prefix 10.3.82.0/24; }
peering hub <-> v482;
site vnet v483 { prefix 10.3.83.0/24; }
peering hub <-> v483;
site vnet v484 { prefix 10.3.84.0/24; }
peering hub <-> v484;
site vnet v485 { prefix 10.3.85.0/24; }
peering hub <-> v485;
site vnet v486 { prefix 10.3.86.0/24; }
peering hub <-> v486;
site vnet v487 { prefix 10.3.87.0/24; }
peering hub <-> v487;
site vnet v488 { prefix 10.3.88.0/24; }
peering hub <-> v488;
site vnet v489 { prefix 10.3.89.0/24; }
peering hub <-> v489;
site vnet v490 { prefix 10.3.90.0/24; }
peering hub <-> v490;
site vnet v491 { prefix 10.3.91.0/24; }
peering hub <-> v491;
site vnet v492 { prefix 10.3.92.0/24; }
peering hub <-> v492;
site vnet v493 { prefix 10.3.93.0/24; }
peering hub <-> v493;
site vnet v494 { prefix 10.3.94.0/24; }
peering hub <-> v494;
site vnet v495 { prefix 10.3.95.0/24; }
peering hub <-> v495;
site vnet v496 { prefix 10.3.96.0/24; }
peering hub <-> v496;
site vnet v497 { prefix 10.3.97.0/24; }
peering hub <-> v497;
site vnet v498 { prefix 10.3.98.0/24; }
peering hub <-> v498;
site vnet v499 { prefix 10.3.99.0/24; }
peering hub <-> v499;
site vnet v500 { prefix 10.3.100.0/24; }
peering hub <-> v500;
