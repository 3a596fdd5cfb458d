site vnet hub {
    prefix 10.10.0.0/24;
    host vm 10.10.0.4;
    gateway vpn gw;
    appliance fw 10.10.0.5 {
        security-group hub.wed;
        rules { allow from hub.vn; allow to hub.gw; allow from hub, offise; }
    }
    appliance fw 10.10.0.6;
    security-group web { inbound { 100 allow from hub.fww; } }
}
