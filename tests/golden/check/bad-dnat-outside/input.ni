# What is translated to a public address leaves from one.

site vnet hub {
    prefix 10.0.0.0/24;
    host web 10.0.0.10 { public 20.1.1.1; }
    host x 10.0.0.11;
    appliance fw  10.0.0.4 { rules { dnat tcp to 10.0.0.4 port 443 -> 20.1.1.1; } }
    appliance fw2 10.0.0.5 { public 20.1.1.2; rules { dnat tcp to 10.0.0.5 port 443 -> 20.1.1.1; } }
}
claim c: hub.x can reach hub.fw on tcp 443;
