site vnet hub { region east-us; }
site onprem office { router ce { asn 65021; } }
