site onprem a { prefix 10.1.0.0/24; router r { asn 65001; } }
site onprem b { prefix 10.2.0.0/24; router r { asn 65002; } }
policy many {
    permit prefix 10.1.0.0/24 add community 65001:0;
    permit prefix 10.1.1.0/24 add community 65001:1;
    permit prefix 10.1.2.0/24 add community 65001:2;
    permit prefix 10.1.3.0/24 add community 65001:3;
    permit prefix 10.1.4.0/24 add community 65001:4;
    permit prefix 10.1.5.0/24 add community 65001:5;
    permit prefix 10.1.6.0/24 add community 65001:6;
    permit prefix 10.1.7.0/24 add community 65001:7;
    permit prefix 10.1.8.0/24 add community 65001:8;
    permit prefix 10.1.9.0/24 add community 65001:9;
    permit prefix 10.1.10.0/24 add community 65001:10;
    permit prefix 10.1.11.0/24 add community 65001:11;
    permit prefix 10.1.12.0/24 add community 65001:12;
    permit prefix 10.1.13.0/24 add community 65001:13;
    permit prefix 10.1.14.0/24 add community 65001:14;
    permit prefix 10.1.15.0/24 add community 65001:15;
    permit prefix 10.1.16.0/24 add community 65001:16;
    permit prefix 10.1.17.0/24 add community 65001:17;
    permit prefix 10.1.18.0/24 add community 65001:18;
    permit prefix 10.1.19.0/24 add community 65001:19;
    permit prefix 10.1.20.0/24 add community 65001:20;
    permit prefix 10.1.21.0/24 add community 65001:21;
    permit prefix 10.1.22.0/24 add community 65001:22;
    permit prefix 10.1.23.0/24 add community 65001:23;
    permit prefix 10.1.24.0/24 add community 65001:24;
    permit prefix 10.1.25.0/24 add community 65001:25;
    permit prefix 10.1.26.0/24 add community 65001:26;
    permit prefix 10.1.27.0/24 add community 65001:27;
    permit prefix 10.1.28.0/24 add community 65001:28;
    permit prefix 10.1.29.0/24 add community 65001:29;
    permit prefix 10.1.30.0/24 add community 65001:30;
    permit prefix 10.1.31.0/24 add community 65001:31;
    permit prefix 10.1.32.0/24 add community 65001:32;
    permit prefix 10.1.33.0/24 add community 65001:33;
    permit prefix 10.1.34.0/24 add community 65001:34;
    permit prefix 10.1.35.0/24 add community 65001:35;
    permit prefix 10.1.36.0/24 add community 65001:36;
    permit prefix 10.1.37.0/24 add community 65001:37;
    permit prefix 10.1.38.0/24 add community 65001:38;
    permit prefix 10.1.39.0/24 add community 65001:39;
    permit prefix 10.1.40.0/24 add community 65001:40;
    permit prefix 10.1.41.0/24 add community 65001:41;
    permit prefix 10.1.42.0/24 add community 65001:42;
    permit prefix 10.1.43.0/24 add community 65001:43;
    permit prefix 10.1.44.0/24 add community 65001:44;
    permit prefix 10.1.45.0/24 add community 65001:45;
    permit prefix 10.1.46.0/24 add community 65001:46;
    permit prefix 10.1.47.0/24 add community 65001:47;
    permit prefix 10.1.48.0/24 add community 65001:48;
}
connect a.r <-> b.r { a.r { policy out many; } }
