claim up: hub can reach spoke on tcp 65536, udp 1-70000;
