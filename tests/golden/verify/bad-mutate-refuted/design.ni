# A claim is not as it should be: the status is that of the claim, whatever the score is.
design broken;
site vnet hub      { prefix 10.1.0.0/16; gateway vpn gw; }
site onprem office { prefix 10.9.0.0/16; router r { asn 65010; } }
connect office.r <-> hub.gw;
claim survives: office can reach hub { expect refuted; }
