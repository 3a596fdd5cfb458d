site vnet hub { prefix 10.10.0.0/24; host vm 10.10.0.4; }
site vnet spoke { prefix 10.11.0.0/24; }
claim a: hub can reach spoke on tcp 0;
claim b: hub cannot reach spoke on udp 0-53, icmp;
