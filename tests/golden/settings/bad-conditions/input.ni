site vnet hub {
    prefix 10.1.0.0/16;
    host vm 10.1.0.4;
    gateway vpn vpn-gw;
    gateway expressroute er-gw;
    route-table rt { gateway-propagation ?; }
    subnet a 10.1.0.0/24 { route-table rt; }
    subnet GatewaySubnet 10.1.1.0/24;
}
site vnet spoke { prefix 10.2.0.0/16; host vm 10.2.0.4; }
site vnet lonely { prefix 10.5.0.0/16; host vm 10.5.0.4; }
site onprem branch { prefix 10.3.0.0/16; host pc 10.3.0.4; router ce { asn 65010; } }
connect branch.ce <-> hub.vpn-gw tunnel;
peering hub <-> spoke { hub { allow-gateway-transit ?; } }
peering hub -> lonely { }
claim wrong-gateway:  hub can reach spoke when hub.vpn-gw accept-remote-vnets on;
claim wrong-flag:     hub can reach spoke when hub->spoke gateway-propagation on;
claim no-half:        hub can reach spoke when lonely->hub allow-vnet-access on;
claim no-peering:     hub can reach spoke when spoke->lonely allow-vnet-access on;
claim misspelt:       hub can reach spoke when huub->spoke allow-vnet-access on;
claim whole:          hub can reach spoke when hub<->spoke allow-vnet-access on;
claim subnet:         hub can reach spoke when hub.a gateway-propagation off;
claim both:           hub can reach spoke when hub->spoke allow-gateway-transit on and when hub->spoke allow-gateway-transit off;
claim both-stated:    hub can reach spoke when hub->spoke allow-vnet-access on and when hub->spoke allow-vnet-access off;
claim no-server:      hub can reach spoke when hub.er-gw branch-to-branch on;
claim two:            hub can reach spoke when tunnel, hub down off;
claim unnamed:        hub can reach spoke when branch.ce<->hub.vpn-gw down off;
claim site-down:      hub can reach spoke when spoke down off;
claim no-forwarding:  hub can reach spoke when hub.vm forwarding on;
matrix m when hub.er-gw gateway-propagation off { columns hub; spoke Y; }
