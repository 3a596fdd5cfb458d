# Errors at the places of the words, and a warning that is not lost.
design errors "läuft nicht";
site vnet hub { prefix 10.1.0.0/16; gateway vpn gw; }
site vnet hub { prefix 10.2.0.0/16; }
/* ü */ peering hub <-> nowhere;
claim c: hub can reach nowhere under any 1 failures;
