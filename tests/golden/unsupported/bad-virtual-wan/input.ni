site vhub hub { region east-us; prefix 10.50.0.0/23; asn 65515; gateway vpn vpn-gw; firewall fw; table spokes { label blue; } routing-intent private -> hub.fw; }
site vnet spoke { prefix 10.11.0.0/24; }
connect spoke <-> hub { associate hub.spokes; propagate hub.spokes; }
