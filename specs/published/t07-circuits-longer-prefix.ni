# The site announces two halves over er1 and the whole over er2: the longer prefixes win.
# Published: MicrosoftDocs/azure-docs, articles/expressroute/designing-for-disaster-recovery-with-expressroute-privatepeering.md.

design t07-circuits-longer-prefix "Two circuits, longer prefixes on the first";

site vnet vnet {
    prefix  10.0.0.0/16;
    gateway expressroute gw;
}
site onprem site {
    prefix 10.1.11.0/24;
    router r { asn 65001; originate 10.1.11.0/24, 10.1.11.0/25, 10.1.11.128/25; }
}
circuit er1;
circuit er2;

connect vnet.gw <-> er1;
connect vnet.gw <-> er2;
connect site.r  <-> er1 { site.r { advertise 10.1.11.0/25, 10.1.11.128/25; } }
connect site.r  <-> er2 { site.r { advertise 10.1.11.0/24; } }

claim er1-is-used:    vnet can send to site via er1;
claim er2-takes-over: vnet can send to site via er2 when er1 down;
# Requests use one circuit, the site's router both: it has no preference of its own.
claim symmetric: vnet and site are symmetric { expect refuted; }
