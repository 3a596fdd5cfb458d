# Two pods of a fat tree, each router an autonomous system of its own.
site onprem s0 { prefix 10.0.0.0/24; router r { asn 4200000000; } }
site onprem s1 { prefix 10.0.1.0/24; router r { asn 4200000001; } }
site onprem s2 { prefix 10.0.2.0/24; router r { asn 4200000002; originate 10.0.2.0/24; } }
site onprem s3 { prefix 10.0.3.0/24; router r { asn 4200000003; originate 10.0.3.0/24; } }
site onprem s4 { prefix 10.0.4.0/24; router r { asn 4200000004; } }
site onprem s5 { prefix 10.0.5.0/24; router r { asn 4200000005; } }
site onprem s6 { prefix 10.0.6.0/24; router r { asn 4200000006; originate 10.0.6.0/24; } }
site onprem s7 { prefix 10.0.7.0/24; router r { asn 4200000007; originate 10.0.7.0/24; } }
site onprem s8 { prefix 10.0.8.0/24; router r { asn 4200000008; originate 10.0.8.0/24; } }
site onprem s9 { prefix 10.0.9.0/24; router r { asn 4200000009; originate 10.0.9.0/24; } }
connect s0.r <-> s2.r { s0.r { advertise all; } s2.r { advertise all; } }
connect s0.r <-> s3.r { s0.r { advertise all; } s3.r { advertise all; } }
connect s1.r <-> s2.r { s1.r { advertise all; } s2.r { advertise all; } }
connect s1.r <-> s3.r { s1.r { advertise all; } s3.r { advertise all; } }
connect s4.r <-> s6.r { s4.r { advertise all; } s6.r { advertise all; } }
connect s4.r <-> s7.r { s4.r { advertise all; } s7.r { advertise all; } }
connect s5.r <-> s6.r { s5.r { advertise all; } s6.r { advertise all; } }
connect s5.r <-> s7.r { s5.r { advertise all; } s7.r { advertise all; } }
connect s2.r <-> s8.r { s2.r { advertise all; } s8.r { advertise all; } }
connect s3.r <-> s9.r { s3.r { advertise all; } s9.r { advertise all; } }
connect s6.r <-> s8.r { s6.r { advertise all; } s8.r { advertise all; } }
connect s7.r <-> s9.r { s7.r { advertise all; } s9.r { advertise all; } }
group nodes = s0, s1, s4, s5;
claim all:       nodes can reach nodes;
claim far:       s0 can send to s5;
claim apart:     nodes cannot reach s0;
claim silent:    nodes cannot send to nodes;
claim isolated:  s0 and s5 are isolated;
claim one:       nodes can reach s0 under any 1 failure of links;
claim two:       nodes can reach s0 under any 2 failures of links;
claim devices:   nodes can send to s0 under any 1 failure of devices;
claim six:       s5 can reach s0 within 6 hops;
claim five:      s5 can reach s0 within 5 hops;
claim detour:    s1 can reach s0 within 4 hops under any 1 failure;
claim detours:   s1 can reach s0 within 4 hops under any 2 failures of links;
claim around:    s1 can reach s0 avoiding s2 under any 1 failure;
claim elsewhere: s1 can reach s0 avoiding s8, s9 under any 1 failure;
claim cut:       s5 cannot reach s0 under any 2 failures of links;
