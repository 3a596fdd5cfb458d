# The same prefix over both circuits and no weights: the VNet shares the load between them, however far apart they are.
# Published: MicrosoftDocs/azure-docs, articles/expressroute/designing-for-disaster-recovery-with-expressroute-privatepeering.md.

design t07-circuits-equal "Two circuits, the same announcement";

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

connect vnet.gw <-> er1;
connect vnet.gw <-> er2;
connect site.r  <-> er1 { site.r { advertise own; } }
connect site.r  <-> er2 { site.r { advertise own; } }

claim shares:         vnet.gw selects 10.1.11.0/24 from er1.primary, er1.secondary, er2.primary, er2.secondary;
claim er1-too:        vnet can reach site via er1 { expect refuted; }
claim er2-takes-over: vnet can reach site via er2 when er1 down;
claim symmetric:      vnet and site are symmetric { expect refuted; }
