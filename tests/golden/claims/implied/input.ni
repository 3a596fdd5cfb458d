site vnet hub    { prefix 10.1.0.0/16; host vm 10.1.0.4; host db 10.1.0.5; gateway vpn gw; }
site vnet spoke  { prefix 10.2.0.0/16; host web 10.2.0.4; }
site vnet other  { prefix 10.3.0.0/16; }
site onprem office { prefix 10.9.0.0/16; host pc 10.9.0.20; router ce { asn 65010; } router c2 { asn 65010; } }
peering hub <-> spoke { hub { allow-gateway-transit; } spoke { use-remote-gateways; } }
peering hub <-> other;
connect office.ce <-> hub.gw;
connect office.c2 <-> hub.gw;
group spokes = spoke, other;
claim strong:     office can reach { hub, spoke } on tcp, udp via hub.gw within 4 hops under any 1 failure;
claim plain:      office can reach hub on tcp;
claim one-host:   office.pc can reach spoke.web on tcp 443 under any 1 failure of tunnels;
claim sends:      office can send to hub on udp 53 within 5 hops;
claim down:       office can reach hub on tcp when office.c2 down;
claim high:       office can reach spoke on tcp { severity high; }
claim icmp:       office can reach hub on icmp;
claim two:        office can reach hub on tcp under any 2 failures;
claim fewer-hops: office can reach hub on tcp within 3 hops;
claim isolated:   spokes and spokes are isolated;
claim no-reply:   other cannot reach spoke on tcp 22;
claim web-other:  spoke.web cannot send to other;
claim only:       office reaches spoke only via hub.gw;
claim only-or:    office.pc reaches spoke only via hub.gw or hub<->other;
claim never:      office.ce does not learn 10.3.0.0/16 under any 2 failures;
claim not-from:   office.ce does not learn 10.3.0.0/16 from hub.gw;
matrix who under any 1 failure {
    columns hub spoke office;
    hub     .   Y     .;
    office  Y   Y     .;
}
claim from-cell:  hub can reach spoke;
claim path:       path from hub to spoke is direct under any 1 failure;
claim path-one:   path from hub.vm to spoke.web is direct;
