# The hub allows gateway transit, and the spokes do not use it: nothing changes.
# Published: MicrosoftDocs/azure-docs, articles/virtual-network/virtual-network-manage-peering.md and
# articles/vpn-gateway/vpn-gateway-peering-gateway-transit.md.

design t04-transit-allowed-only "Gateway transit on one half";

site vnet hub    { prefix 10.0.0.0/16; gateway vpn gw; }
site vnet spoke1 { prefix 10.1.0.0/16; }
site vnet spoke2 { prefix 10.2.0.0/16; }
site onprem corp { prefix 192.168.0.0/16; router r { asn 65010; } }

peering hub <-> spoke1 { hub { allow-gateway-transit; } }
peering hub <-> spoke2 { hub { allow-gateway-transit; } }
connect hub.gw <-> corp.r { bgp; }

matrix reach {
    columns hub spoke1 spoke2 corp;
    hub     .   Y      Y      Y;
    spoke1  Y   .      N      N;
    spoke2  Y   N      .      N;
    corp    Y   N      N      .;
}
