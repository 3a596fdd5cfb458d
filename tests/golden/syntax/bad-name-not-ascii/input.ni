site vnet münchen { prefix 10.0.0.0/24; }
peering hub→spoke { }
