design design "keywords are names";
site vnet site { prefix 10.10.0.0/24; host host 10.10.0.4; gateway vpn gateway { asn 65010; } }
site vnet vnet { prefix 10.11.0.0/24; host prefix 10.11.0.4; }
site onprem onprem { prefix 10.2.0.0/24; router router { asn 65021; } host claim 10.2.0.10; }
peering site <-> vnet { site { allow-gateway-transit; } vnet { use-remote-gateways; } }
connect site.gateway <-> onprem.router connect;
group group = site, vnet;
let let = 10.2.0.0/24;
claim claim: group can reach let via site.gateway;
claim matrix: vnet can reach onprem.claim via connect;
