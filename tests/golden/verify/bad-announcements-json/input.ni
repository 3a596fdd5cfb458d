# What branch.ce may announce beside its own prefix.
site vnet hub { prefix 10.1.0.0/16; host vm 10.1.0.4; gateway vpn gw; }
site vnet spoke { prefix 10.2.0.0/16; host web 10.2.0.4; }
peering hub <-> spoke { hub { allow-gateway-transit; } spoke { use-remote-gateways; } }
site onprem office { prefix 10.9.0.0/16; host pc 10.9.0.20; router ce { asn 65010; } }
site onprem branch { prefix 10.8.0.0/16; host pc 10.8.0.20; router ce { asn 65020; } }
connect office.ce <-> hub.gw main { bgp; office.ce { prepend 1; } }
connect branch.ce <-> hub.gw      { bgp; branch.ce { may-advertise 10.8.0.0/15 le 24, 0.0.0.0/0; } }

claim hijack:     spoke can reach office;
claim half:       spoke.web can reach office.pc;
claim default:    hub.gw does not learn 0.0.0.0/0;
claim peer-safe:  hub can reach spoke;
claim not-from:   hub.gw does not learn 10.9.0.0/16 from branch.ce;
claim selects:    hub.gw selects 10.9.0.0/16 from office.ce;
claim told:       branch.ce does not advertise 10.9.0.0/17 to hub.gw;
claim own:        branch.ce advertises 10.8.0.0/16 to hub.gw;
claim ends-there: path from spoke to office is hub.gw, office.ce;
claim too-long:   hub.gw does not learn 10.9.0.0/25;
claim path:       hub.gw learns 10.8.0.0/16 from branch.ce with as-path 65020;
claim outside:    hub.gw does not learn 10.7.0.0/16;
