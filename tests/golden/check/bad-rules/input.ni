group nobody = tagged none-has-this;
site vnet hub {
    prefix 10.10.0.0/24;
    appliance fw1 10.10.0.5 { rules { 10 allow any; deny tcp port 22; } }
    appliance fw2 10.10.0.6 { rules { 10 allow any; 20 deny tcp port 22; 10 deny udp; } }
    appliance fw3 10.10.0.7 { rules { allow from nobody; deny to nobody; } }
    appliance fw4 10.10.0.8 { rules { allow icmp port 80; allow tcp port 0; allow tcp port 0-80; } }
    security-group sg {
        inbound  { 100 allow any; 99 allow any; 4097 deny any; 100 deny icmp; }
        outbound { 100 deny any; }
    }
    host vm 10.10.0.4 { security-group sg; }
}
