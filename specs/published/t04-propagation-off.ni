# Without gateway propagation a subnet has no route on-premises; other subnets keep theirs.
# Published: MicrosoftDocs/azure-docs, articles/virtual-network/virtual-network-manage-peering.md and
# articles/vpn-gateway/vpn-gateway-peering-gateway-transit.md.

design t04-propagation-off "Gateway propagation off in a spoke's subnet";

site vnet hub { prefix 10.0.0.0/16; gateway vpn gw; }
site vnet spoke1 {
    prefix 10.1.0.0/16;
    subnet quiet 10.1.0.0/24 { route-table no-propagation; }
    subnet other 10.1.1.0/24;
    route-table no-propagation { gateway-propagation off; }
}
site onprem corp { prefix 192.168.0.0/16; router r { asn 65010; } }

peering hub <-> spoke1 { hub { allow-gateway-transit; } spoke1 { use-remote-gateways; } }
connect hub.gw <-> corp.r { bgp; }

claim quiet-to-hub:   spoke1.quiet can reach hub;
claim quiet-to-corp:  spoke1.quiet cannot send to corp;
claim corp-to-quiet:  corp can send to spoke1.quiet;
claim corp-no-answer: corp cannot reach spoke1.quiet;
claim other-to-corp:  spoke1.other can reach corp;
