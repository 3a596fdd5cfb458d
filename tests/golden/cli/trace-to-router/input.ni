# A router as an endpoint: packets start at its table, and are sent to each of its addresses.
design routers "routers as endpoints";
site vnet hub {
    prefix 10.1.0.0/16;
    prefix fd00:1::/48;
    host vm 10.1.0.4;
    gateway vpn vpn-gw { asn 65515; }
}
site onprem office {
    prefix 10.9.0.0/16;
    prefix fd00:9::/48;
    host   pc 10.9.0.20;
    router ce { asn 65010; address 10.9.0.3, 192.168.9.0; default-route; }
    router cf { asn 65010; address 10.9.0.2, fd00:9::2; }
}
site onprem plant {
    prefix 10.8.0.0/16;
    tag    far;
    subnet hall 10.8.1.0/24 { router r1; }
    subnet yard 10.8.2.0/24 { router r2; }
    router r1 { asn 65020; address 10.8.1.1; }
    router r2 { asn 65020; address 10.8.2.1; }
    link r1 <-> r2 { delay 1ms; }
}
site onprem loop { prefix 10.7.7.7/32; router edge { asn 65030; address 10.7.7.7; } }
connect office.ce <-> hub.vpn-gw { delay 5ms; }
connect office.cf <-> hub.vpn-gw { office.cf { prepend 2; } }
connect plant.r1 <-> hub.vpn-gw;
connect loop.edge <-> hub.vpn-gw;
group edges = office.cf, plant.r2;

matrix m { columns hub office.cf plant.r2; office.cf Y . N; 10.9.0.3 Y Y N; }
