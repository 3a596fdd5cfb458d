# Abilene (Internet Topology Zoo), each city an autonomous system of its own.
site onprem s0 { prefix 10.0.0.0/24; router r { asn 4200000000; } }
site onprem s1 { prefix 10.0.1.0/24; router r { asn 4200000001; } }
site onprem s2 { prefix 10.0.2.0/24; router r { asn 4200000002; } }
site onprem s3 { prefix 10.0.3.0/24; router r { asn 4200000003; } }
site onprem s4 { prefix 10.0.4.0/24; router r { asn 4200000004; } }
site onprem s5 { prefix 10.0.5.0/24; router r { asn 4200000005; } }
site onprem s6 { prefix 10.0.6.0/24; router r { asn 4200000006; } }
site onprem s7 { prefix 10.0.7.0/24; router r { asn 4200000007; } }
site onprem s8 { prefix 10.0.8.0/24; router r { asn 4200000008; } }
site onprem s9 { prefix 10.0.9.0/24; router r { asn 4200000009; } }
site onprem s10 { prefix 10.0.10.0/24; router r { asn 4200000010; } }
connect s0.r <-> s1.r { s0.r { advertise all; } s1.r { advertise all; } }
connect s0.r <-> s2.r { s0.r { advertise all; } s2.r { advertise all; } }
connect s1.r <-> s10.r { s1.r { advertise all; } s10.r { advertise all; } }
connect s2.r <-> s9.r { s2.r { advertise all; } s9.r { advertise all; } }
connect s3.r <-> s4.r { s3.r { advertise all; } s4.r { advertise all; } }
connect s3.r <-> s6.r { s3.r { advertise all; } s6.r { advertise all; } }
connect s4.r <-> s5.r { s4.r { advertise all; } s5.r { advertise all; } }
connect s4.r <-> s6.r { s4.r { advertise all; } s6.r { advertise all; } }
connect s5.r <-> s8.r { s5.r { advertise all; } s8.r { advertise all; } }
connect s6.r <-> s7.r { s6.r { advertise all; } s7.r { advertise all; } }
connect s7.r <-> s8.r { s7.r { advertise all; } s8.r { advertise all; } }
connect s7.r <-> s10.r { s7.r { advertise all; } s10.r { advertise all; } }
connect s8.r <-> s9.r { s8.r { advertise all; } s9.r { advertise all; } }
connect s9.r <-> s10.r { s9.r { advertise all; } s10.r { advertise all; } }
group nodes = s0, s1, s2, s3, s4, s5, s6, s7, s8, s9, s10;
claim all:   nodes can reach nodes;
claim one:   nodes can reach s0 under any 1 failure of links;
claim two:   nodes can reach s0 under any 2 failures of links;
claim short: nodes can reach s0 within 6 hops under any 1 failure of links;
claim apart: s0 and s5 are isolated under any 2 failures;
claim gate:  s5 reaches s0 only via s1 or s2 or s10;
claim via:   s5 can reach s0 via s1 or s2 under any 1 failure of links;
claim via-one: s5 can reach s0 via s1 under any 1 failure of links;
