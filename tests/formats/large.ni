design large "many claims";
site vnet hub      { prefix 10.1.0.0/16; host vm 10.1.0.4; gateway vpn gw; }
site onprem office { prefix 10.9.0.0/16; host pc 10.9.0.20; router ce { asn 65010; } }
connect office.ce <-> hub.gw;
