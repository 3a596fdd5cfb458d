# `>`: all requests arrive and no reply comes back, as `nicc matrix` prints it.
site vnet hub { prefix 10.1.0.0/16; host vm 10.1.0.4; gateway vpn vpn-gw { asn 65515; } }
site vnet spoke { prefix 10.2.0.0/16; host web 10.2.0.4; }
site onprem office { prefix 10.9.0.0/16; router ce { asn 65010; } }
site onprem depot { prefix 10.7.0.0/16; router ce; }
peering hub <-> spoke { hub { allow-gateway-transit; } spoke { use-remote-gateways; } }
connect hub.vpn-gw <-> office.ce;
connect hub.vpn-gw <-> depot.ce { hub.vpn-gw { static 10.7.0.0/16; } depot.ce { static 10.1.0.0/16; } }
matrix m {
    columns hub spoke office depot;
    hub     .   Y     >      Y;
    spoke   Y   .     Y      >;
    office  >   Y     .      >;
    depot   Y   >     N      .;
}
matrix after when hub.vpn-gw<->depot.ce down {
    columns depot;
    spoke   >;
}
