site vnet hub { prefix 10.10.0.0/24; }
site onprem o { prefix 10.2.0.0/24; router r { asn 4294967295; } }
site vnet g { prefix 10.3.0.0/24; gateway vpn gw { asn 65010; } }
connect o.r <-> g.gw { o.r { prepend 32; local-preference 4294967295; } }
claim a: o can reach g within 4294967295 hops under any 4294967295 failures;
claim b: o can reach g;
