profile azure-2018;
site vnet a { prefix 10.1.0.0/24; gateway vpn gw { asn 4200000001; } }
site onprem e { prefix 10.5.0.0/24; router r { asn 65552; } }
