# Two routers in the middle, each with one link to either side; and a third way that costs two links.
site onprem west   { prefix 10.1.0.0/16; router r { asn 65001; } }
site onprem east   { prefix 10.2.0.0/16; router r { asn 65002; } }
site onprem north  { prefix 10.3.0.0/16; router r { asn 65003; } }
site onprem south  { prefix 10.4.0.0/16; router r { asn 65004; } }
connect west.r  <-> north.r { north.r { advertise all; } }
connect north.r <-> east.r  { north.r { advertise all; } }
connect west.r  <-> south.r { south.r { advertise all; } }
connect south.r <-> east.r  { south.r { advertise all; } }

claim one-link:   west can reach east under any 1 failure of links;
claim one-router: west can reach east under any 1 failure of routers;
claim either:     west can reach east under any 1 failure of links, routers;
# A link and a router at once: more than the ring can take.
claim both:       west can reach east under any 1 failure of links and under any 1 failure of routers { expect refuted; }
# There is no circuit, so the second budget pays for nothing.
claim two-budgets: west can reach east under any 1 failure of links and under any 1 failure of circuits;
claim overlap:    west can reach east under any 0 failures of links and under any 1 failure of tunnels, links;
