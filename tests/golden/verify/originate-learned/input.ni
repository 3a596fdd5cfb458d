# What an appliance originates it announces as its own, also when a neighbour tells it the same prefix (F91, F150).
site vnet hub {
    prefix 10.10.0.0/16;
    host vm 10.10.1.4;
    appliance n1 10.10.2.4 { asn 65001; originate 10.2.0.0/24; stateful off; }
    appliance n2 10.10.2.5 { asn 65002; originate 10.2.0.0/24; stateful off; }
    route-server rs { address 10.10.3.4, 10.10.3.5; }
}
site onprem a { prefix 10.2.0.0/24; router r { asn 65021; } router s { asn 65021; } }
connect hub.n1 <-> hub.rs;
connect hub.n2 <-> hub.rs;
connect a.r <-> hub.n1 { hub.n1 { advertise 10.10.0.0/16; } }
connect a.s <-> hub.n2 { static; hub.n2 { static 10.2.0.0/24; } a.s { static 10.10.0.0/16; } }
claim both: hub selects 10.2.0.0/24 from hub.n1, hub.n2;
claim first: hub can reach a via hub.n1 { expect refuted; }
claim path: hub.rs learns 10.2.0.0/24 from hub.n1 with as-path 65001;
claim up: hub can reach a;
