site vnet hub { prefix 10.1.0.0/16; gateway vpn gw; }
site onprem office { prefix 10.9.0.0/16; router ce { asn 65010; } }
connect office.ce <-> hub.gw;
claim five: office can reach hub under any 1 failure of links and under any 1 failure of tunnels
    and under any 1 failure of devices and under any 1 failure of routers and under any 1 failure of circuits;
