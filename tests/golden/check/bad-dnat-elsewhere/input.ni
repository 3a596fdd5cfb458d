# An appliance translates what is addressed to it, and nothing else.
site vnet hub {
    prefix 10.1.0.0/16;
    host web 10.1.2.4;
    host app 10.1.2.5;
    appliance fw 10.1.1.4 { rules { dnat tcp to 20.1.2.3 port 80 -> 10.1.2.4; dnat tcp to hub.app port 80 -> 10.1.2.4; } }
    appliance fw2 10.1.1.5 { public 20.1.2.4; rules { dnat tcp to 20.1.2.4 port 80 -> 10.1.2.4; dnat udp -> 10.1.2.4; } }
}
