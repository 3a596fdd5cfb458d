design plain "Zürich ↔ 東京";
site vnet hub      { prefix 10.1.0.0/16; host vm 10.1.0.4; }
site onprem office { prefix 10.9.0.0/16; host pc 10.9.0.20; }
claim c: hub can reach office { owner "Jürgen Weiß — 東京 <&\"'>"; note "naïve ‮ text"; }
waive c until 2027-01-31 reason "später; ☂"; claim d: office can reach hub;
