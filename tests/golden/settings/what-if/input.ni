# No flag is open: conditions ask what would be if a flag were set otherwise.
design what-if "flags that the design states";
profile azure-2018;
site vnet hub   {
    prefix 10.1.0.0/16;
    subnet GatewaySubnet 10.1.255.0/27;
    subnet work 10.1.0.0/24 { route-table rt; host vm 10.1.0.4; }
    route-table rt { gateway-propagation on; }
    subnet fws 10.1.1.0/24;
    appliance fw 10.1.1.4;
    gateway vpn vg { active-active; }
    gateway expressroute eg { accept-remote-vnets on; }
    route-server rs { branch-to-branch; }
}
site vnet spoke { prefix 10.2.0.0/16; host web 10.2.0.4; route-table in { route 10.3.0.0/16 -> appliance hub.fw; } subnet s 10.2.0.0/24 { route-table in; } }
site vnet other { prefix 10.4.0.0/16; gateway expressroute eg { accept-remote-vnets on; } host x 10.4.0.4; }
site onprem branch { prefix 10.3.0.0/16; host pc 10.3.0.4; router ce { asn 65010; } }
site onprem office { prefix 10.5.0.0/16; host pc 10.5.0.4; router ce { asn 65020; } }
circuit er1;
connect hub.eg <-> er1;
connect other.eg <-> er1;
connect office.ce <-> er1;
connect branch.ce <-> hub.vg;
peering hub <-> spoke { hub { allow-gateway-transit; allow-forwarded-traffic; } spoke { use-remote-gateways; } }
claim transit:          branch can reach office;
claim no-transit:       branch and office are isolated when hub.rs branch-to-branch off;
claim vnets:            hub can reach other;
claim vnets-off:        hub and other are isolated when other.eg accept-remote-vnets off;
claim propagated:       hub.vm can reach office;
claim not-propagated:   hub.vm cannot send to office when hub.rt gateway-propagation off;
claim inspected:        spoke can reach branch via hub.fw;
claim fw-off:           spoke cannot send to branch when hub.fw forwarding off;
claim peering-off:      hub and spoke are isolated when hub->spoke allow-vnet-access off;
claim tunnel-down:      branch and hub are isolated when branch.ce<->hub.vg down on;
claim tunnel-up:        branch can reach hub when branch.ce<->hub.vg down off;
claim both:             branch and spoke are isolated when hub->spoke allow-gateway-transit off and when spoke->hub allow-forwarded-traffic off { expect refuted; }
