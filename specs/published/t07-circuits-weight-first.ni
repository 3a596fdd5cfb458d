# Weight and prepending both on er2: the weight is compared first (derived).
# Published: MicrosoftDocs/azure-docs, articles/expressroute/designing-for-disaster-recovery-with-expressroute-privatepeering.md.

design t07-circuits-weight-first "Two circuits, weight against prepending";

site vnet vnet {
    prefix  10.0.0.0/16;
    gateway expressroute gw;
}
site onprem site {
    prefix 10.1.11.0/24;
    router r { asn 65001; }
}
circuit er1;
circuit er2;

connect vnet.gw <-> er1 { weight 0; }
connect vnet.gw <-> er2 { weight 100; }
connect site.r  <-> er1 { site.r { advertise own; } }
connect site.r  <-> er2 { site.r { advertise own; prepend 1; local-preference 200; } }

claim er2-is-used:       vnet can reach site via er2;
claim er2-though-longer: vnet.gw selects 10.1.11.0/24 from er2.primary, er2.secondary;
claim without-er1:       vnet can reach site via er2 when er1 down;
