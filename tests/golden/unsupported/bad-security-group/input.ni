site vnet hub {
    prefix 10.10.0.0/24;
    security-group web { inbound { 100 allow tcp from any port 443; } outbound { 100 deny any to internet; } }
    host vm 10.10.0.4 { security-group hub.web; public 20.1.1.1; }
}
