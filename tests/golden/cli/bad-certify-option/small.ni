# A spoke with two hubs: a Route Server of its own, appliances in the hubs that tell each side of the other (F95, F96).
site vnet sp { prefix 10.50.0.0/16; host vm 10.50.1.4; route-server rs { address 10.50.3.4; } }
site vnet h1 { prefix 10.10.0.0/16; subnet d 10.10.2.0/24; appliance n 10.10.2.4 { asn 65001; stateful off; } gateway expressroute er; route-server rs { branch-to-branch; address 10.10.3.4; } }
site vnet h2 { prefix 10.20.0.0/16; subnet d 10.20.2.0/24; appliance n 10.20.2.4 { asn 65002; stateful off; } gateway expressroute er; route-server rs { branch-to-branch; address 10.20.3.4; } }
site onprem a { prefix 10.2.0.0/24; router r { asn 65021; } }
circuit e1;
circuit e2;
connect h1.er <-> e1;
connect h2.er <-> e2;
connect a.r <-> e1;
connect a.r <-> e2;
peering sp <-> h1 { sp { allow-forwarded-traffic; } }
peering sp <-> h2 { sp { allow-forwarded-traffic; } }
connect h1.n <-> sp.rs { h1.n { advertise all; as-override; } }
connect h2.n <-> sp.rs { h2.n { advertise all; as-override; } }
connect h1.n <-> h1.rs { h1.n { advertise all; as-override; } }
connect h2.n <-> h2.rs { h2.n { advertise all; as-override; } }
claim out: sp can send to a via h1.n or h2.n;
claim both: sp selects 10.2.0.0/24 from h1.n, h2.n;
claim told: a.r learns 10.50.0.0/16 from e1.primary with as-path 12076 65001 65001;
claim back: a can send to sp via h1.n or h2.n;
claim redundant: sp can reach a under any 1 failure of circuits;
claim one-side: a can reach sp when h1.n down;
