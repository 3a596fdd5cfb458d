site vnet hub { prefix 10.1.0.0/16; gateway vpn gw; }
site onprem office {
    prefix 10.9.0.0/16;
    host   vm 10.9.0.7;
    router bare   { asn 65010; }
    router far    { asn 65010; address 66.198.12.106; }
    router shared { asn 65010; address 10.9.0.1, 10.9.0.7; }
    router other  { asn 65010; address 10.9.0.1; }
    router both   { asn 65010; address 10.9.0.5, 66.198.12.107; }
}
site onprem depot { prefix 10.8.0.0/16; router r { asn 65020; address 192.168.0.1; } }
site onprem plant { prefix 10.7.0.0/16; router r { asn 65021; address 192.168.0.1; } }
connect office.bare <-> hub.gw;
