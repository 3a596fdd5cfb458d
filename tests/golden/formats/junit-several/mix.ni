# One claim of each outcome.
design mix "each outcome once";
site vnet hub      { prefix 10.1.0.0/16; host vm 10.1.0.4; gateway vpn gw; }
site vnet spoke    { prefix 10.2.0.0/16; host web 10.2.0.4; }
site onprem office { prefix 10.9.0.0/16; host pc 10.9.0.20; router ce { asn 65010; } }
peering hub <-> spoke { hub { allow-gateway-transit; } spoke { use-remote-gateways; } }
connect office.ce <-> hub.gw;

claim connected: hub can reach office;
claim survives:  hub can reach office under any 1 failure { severity critical; owner "network team <net@example.org>"; control "PCI 1.2.3"; note "100% | `ticks` & #12"; }
claim short:     spoke can reach office within 2 hops { severity low; }
claim test:      spoke cannot reach office { expect refuted; }
claim wrong:     hub can send to office { expect refuted; }
claim nobody:    hub cannot send to 10.77.0.1;
claim learns:    office.ce does not learn 10.2.0.0/16 from hub.gw;
claim later:     hub can reach office under any 1 failure;
matrix who {
    columns hub spoke office;
    hub     .   Y     N;
    spoke   Y   .     Y;
    office  Y   Y     .;
}
waive later until 2027-01-31 reason "the second tunnel is ordered; see [1]" ticket "NET-42";
