design many "all mistakes are reported in one run, in the order of the source";
profile azure-2017;
site vnet hub {
    prefix 10.10.0.0/24;
    prefix 10.10.0.0/25;
    host vm 10.11.0.4;
    gateway vpn gw { asn 65517; }
    gateway vpn gw2;
}
site vnet spoke { prefix 10.10.0.0/24; }
site vnet empty { region east-us; }
peering hub <-> spoke { spoke { use-remote-gateways; } }
peering hub -> nowhere { allow-gateway-transit; }
circuit er1 { asn 1; }
connect hub.gw <-> er1;
connect hub.gww <-> er1;
group g = hub, spok;
claim a: hub can reach spoke;
claim a: hub can reach soke via hub.g;
