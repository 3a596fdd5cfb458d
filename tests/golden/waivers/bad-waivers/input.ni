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
waive survive until 2027-01-31 reason "misspelt";
waive who/hub/hub until 2027-01-31 reason "a cell that claims nothing";
waive whom until 2027-01-31 reason "a misspelt matrix";
waive nothing/* until 2027-01-31 reason "a pattern that fits nothing";
waive test until 2027-01-31 reason "expected to be refuted";
waive survives until 2026-01-31 reason "good";
waive survives until 2026-02-28 reason "twice";
waive who until 2026-02-28 reason "good";
waive who/hub/spoke until 2026-02-28 reason "in the matrix";
waive connected until 2025-12-31 reason "ended";
waive connect* until 2026-12-31 reason "   ";
