# Two sites of one AS number speak iBGP over a WAN link, and check paths for their own number (RFC 4271, 9.1.2): what one
# end prepends, or what a `policy in` has put in front elsewhere, the other end refuses. What came by iBGP goes to no
# third site of the AS. Local preference goes along.
design loop-wan;
policy far { permit prefix 10.7.0.0/16 prepend 2; permit; }
policy old { permit prefix 10.8.0.0/16 prepend 1; permit; }
site onprem depot { prefix 10.6.0.0/16, 10.7.0.0/16; router r  { asn 65020; } }
site onprem west  { prefix 10.8.0.0/16, 10.5.0.0/16; router r1 { asn 65010; } }
site onprem east  { prefix 10.9.0.0/16;  router r2 { asn 65010; } }
site onprem north { prefix 10.10.0.0/16; router r3 { asn 65010; } }
site onprem south { prefix 10.11.0.0/16; router r4 { asn 65010; } }
connect west.r1 <-> depot.r  { west.r1 { policy in far; local-preference 150; } depot.r { advertise all; } }
connect west.r1 <-> east.r2  { west.r1 { advertise all; next-hop self; policy out old; } }
connect depot.r <-> east.r2  { depot.r { advertise 10.6.0.0/16; } }
connect east.r2 <-> north.r3 { east.r2 { advertise all; next-hop self; } }
connect west.r1 <-> south.r4 { west.r1 { advertise all; next-hop self; prepend 1; } }

claim here:      west.r1 learns 10.7.0.0/16 from depot.r with as-path 65010 65010 65020;
claim by-policy: east.r2 does not learn 10.7.0.0/16;
claim other:     east.r2 learns 10.6.0.0/16 from west.r1 with as-path 65020;
claim preferred: east.r2 selects 10.6.0.0/16 from west.r1;
claim by-line:   east.r2 does not learn 10.8.0.0/16;
claim unchanged: east.r2 learns 10.5.0.0/16 from west.r1;
claim no-third:  north.r3 does not learn 10.6.0.0/16;
claim own:       north.r3 learns 10.9.0.0/16 from east.r2;
claim by-end:    south.r4 does not learn 10.5.0.0/16;
claim one-way:   south.r4 does not learn 10.6.0.0/16;
claim back:      west.r1 learns 10.11.0.0/16 from south.r4;
claim half:      south cannot reach west;
