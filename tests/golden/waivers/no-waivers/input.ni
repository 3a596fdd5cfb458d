design small "a hub and an office on one tunnel, and a spoke";
site vnet hub      { prefix 10.1.0.0/16; host vm 10.1.0.4; gateway vpn gw; }
site vnet spoke    { prefix 10.2.0.0/16; host web 10.2.0.4; }
site onprem office { prefix 10.9.0.0/16; host pc 10.9.0.20; router ce { asn 65010; } }
peering hub <-> spoke { hub { allow-gateway-transit; } spoke { use-remote-gateways; } }
connect office.ce <-> hub.gw;
claim connected: hub can reach office;
claim survives:  hub can reach office under any 1 failure { severity critical; owner "network team"; }
claim test:      spoke cannot reach office { expect refuted; }
matrix who under any 1 failure {
    columns hub spoke office;
    hub     .   Y     Y;
    spoke   Y   .     Y;
    office  Y   Y     .;
}
waive survives until 2027-01-31 reason "the second tunnel is ordered" ticket "NET-42";
waive who/hub/office until 2026-01-01 reason "the second tunnel is ordered";
waive who/office/* until 2026-02-01 reason "the second tunnel is ordered";
waive who/spoke/office until 2026-02-01 reason "the second tunnel is ordered";
