design open "a spoke that may be moved behind the hub's gateways later";
site vnet hub   { prefix 10.1.0.0/16; host vm 10.1.0.4; gateway vpn gw; }
site vnet spoke { prefix 10.2.0.0/16; host web 10.2.0.4; }
site onprem branch { prefix 10.3.0.0/16; host pc 10.3.0.4; router ce { asn 65010; } }
connect branch.ce <-> hub.gw;
peering hub <-> spoke {
    hub   { allow-gateway-transit; }
    spoke { use-remote-gateways ?; }
}
claim served:        branch can reach spoke;
claim served-then:   branch can reach spoke when spoke->hub use-remote-gateways on;
claim apart-before:  branch and spoke are isolated when spoke->hub use-remote-gateways off;
claim apart:         branch cannot send to spoke;
claim local:         hub can reach spoke;
claim with-failure:  branch can reach spoke when spoke->hub use-remote-gateways on and under any 1 failure of tunnels;
claim told:          branch.ce learns 10.2.0.0/16 from hub.gw;
claim told-then:     branch.ce learns 10.2.0.0/16 from hub.gw when spoke->hub use-remote-gateways on;
matrix then when spoke->hub use-remote-gateways on {
    columns hub spoke branch;
    hub    . Y Y;
    spoke  Y . Y;
    branch Y Y .;
}
