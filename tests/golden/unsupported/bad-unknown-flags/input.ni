site vnet hub {
    prefix 10.10.0.0/24;
    host vm 10.10.0.4;
    gateway vpn vpn-gw { active-active ?; }
    appliance fw 10.10.0.5 { stateful ?; default-route ?; }
}
site onprem office { prefix 10.2.0.0/24; router ce { asn 65021; default-route ?; } }
connect office.ce <-> hub.vpn-gw {
    static ?;
    office.ce { as-override ?; }
}
