# No packet takes the way of a session with a Route Server.
site vnet hub {
    prefix 10.1.0.0/16;
    subnet RouteServerSubnet 10.1.1.0/27;
    subnet nva 10.1.2.0/24;
    route-server rs;
    appliance fw 10.1.2.4 { asn 65001; }
}
connect hub.fw <-> hub.rs { delay 2ms; }
