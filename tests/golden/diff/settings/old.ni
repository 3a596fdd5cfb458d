# In the old design nobody knows whether the spoke uses the gateway of the hub; in the new one it does.
design open-ends;
site vnet hub { prefix 10.1.0.0/16; gateway vpn gw; }
site vnet spoke { prefix 10.2.0.0/16; }
site onprem office { prefix 10.9.0.0/16; router r { asn 65010; } }
peering hub <-> spoke { hub { allow-gateway-transit; } spoke { use-remote-gateways ?; } }
connect office.r <-> hub.gw;
claim works: office can reach spoke;
