site onprem office { prefix 10.2.0.0/16, 10.2.3.0/24; prefix 10.2.0.0/16; }
