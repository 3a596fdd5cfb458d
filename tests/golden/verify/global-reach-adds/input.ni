# Global Reach adds ways and takes none away: the VNet on e2 keeps the site that announces a longer path there.
site vnet v { prefix 10.5.0.0/16; gateway expressroute gw; }
site onprem s { prefix 10.1.0.0/16; router r { asn 65001; } }
circuit e1;
circuit e2;
connect s.r <-> e1;
connect s.r <-> e2 { s.r { prepend 2; } }
connect v.gw <-> e2;
connect e1 <-> e2;
claim a: v can reach s via e2 avoiding e1;
claim b: v.gw learns 10.1.0.0/16 from e2.primary;
claim c: e2.primary selects 10.1.0.0/16 from s.r;
