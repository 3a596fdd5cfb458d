site vnet hub {
    region east-us;
    region west-us;
    prefix 10.10.0.0/24;
    prefix 10.10.1.0/24; # prefixes add up
    gateway vpn vpn-gw { asn 65010; asn 65011; address 10.10.0.132; address 10.10.0.133; }
    gateway expressroute er-gw { accept-remote-vnets on; accept-remote-vnets off; }
}
site vnet spoke { prefix 10.11.0.0/24; }
site onprem office { prefix 10.2.0.0/24; router ce { asn 65021; default-route; default-route off; } }
circuit er1 { asn 12076; location "here"; asn 12076; location "there"; }
peering hub <-> spoke {
    hub { allow-gateway-transit; allow-gateway-transit off; }
    hub { allow-forwarded-traffic; }
}
connect office.ce <-> er1 {
    down;
    office.ce { advertise own; advertise all; accept all; accept none; local-preference 200; local-preference 100; prepend 1; prepend 2; }
    office.ce { prepend 3; }
    down off;
}
connect hub.er-gw <-> er1 { weight 1; weight 2; }
claim up: hub can reach office { severity low; severity high; owner "a"; owner "b"; expect proved; expect refuted; }
matrix m {
    key F = via er1;
    key F = via hub.er-gw;
    columns hub office;
    hub    . Y;
    hub    . F;
    office Y .;
}
