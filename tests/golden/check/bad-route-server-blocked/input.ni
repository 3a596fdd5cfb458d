# The session of an appliance with a Route Server of a peered VNet runs over the peering (F26, F96).
site vnet app { prefix 10.10.0.0/16; host vm 10.10.1.4; route-server rs { address 10.10.3.4, 10.10.3.5; } }
site vnet hub { prefix 10.20.0.0/16; appliance nva 10.20.2.4 { asn 65001; originate 10.3.0.0/24; } }
peering app <-> hub { hub { allow-vnet-access off; } }
connect hub.nva <-> app.rs;
