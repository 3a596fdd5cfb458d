# The same prefix over both circuits, announced with the own AS number prepended on er2.
# Published: MicrosoftDocs/azure-docs, articles/expressroute/designing-for-disaster-recovery-with-expressroute-privatepeering.md.

design t07-circuits-prepend "Two circuits, a longer path on the second";

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
connect site.r  <-> er1 { site.r { advertise own; local-preference 200; } }
connect site.r  <-> er2 { site.r { advertise own; prepend 1; } }

claim er1-is-used:    vnet can reach site via er1;
claim er2-takes-over: vnet can reach site via er2 when er1 down;
claim longer-path:    vnet.gw learns 10.1.11.0/24 from er2.primary with as-path 12076 65001 65001;
claim symmetric:      vnet and site are symmetric under any 1 failure of circuits;
