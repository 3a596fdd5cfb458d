# Routers of one site check paths for their own number as well (RFC 4271, 9.1.2): what `policy in` has put in front of a
# path at one router is refused by the other.
design loop-inside;
policy far { permit prefix 10.8.0.0/16 prepend 2; permit; }
site onprem office { prefix 10.9.0.0/16; router r1 { asn 65010; } router r2 { asn 65010; } }
site onprem depot  { prefix 10.8.0.0/16; router r { asn 65020; originate 10.8.0.0/16, 10.7.0.0/16; } }
connect office.r1 <-> depot.r { office.r1 { policy in far; } }

claim here:  office.r1 learns 10.8.0.0/16 from depot.r with as-path 65010 65010 65020;
claim there: office.r2 does not learn 10.8.0.0/16;
claim other: office.r2 learns 10.7.0.0/16 from office.r1 with as-path 65020;
