# Ten networks that pass on everything to each other: for a claim about routes, the paths between them are more than nicc follows.
site onprem s0 { prefix 10.0.0.0/16; router r { asn 65010; } }
site onprem s1 { prefix 10.1.0.0/16; router r { asn 65011; } }
site onprem s2 { prefix 10.2.0.0/16; router r { asn 65012; } }
site onprem s3 { prefix 10.3.0.0/16; router r { asn 65013; } }
site onprem s4 { prefix 10.4.0.0/16; router r { asn 65014; } }
site onprem s5 { prefix 10.5.0.0/16; router r { asn 65015; } }
site onprem s6 { prefix 10.6.0.0/16; router r { asn 65016; } }
site onprem s7 { prefix 10.7.0.0/16; router r { asn 65017; } }
site onprem s8 { prefix 10.8.0.0/16; router r { asn 65018; } }
site onprem s9 { prefix 10.9.0.0/16; router r { asn 65019; } }
connect s1.r <-> s0.r { s1.r { advertise all; } s0.r { advertise all; } }
connect s2.r <-> s0.r { s2.r { advertise all; } s0.r { advertise all; } }
connect s2.r <-> s1.r { s2.r { advertise all; } s1.r { advertise all; } }
connect s3.r <-> s0.r { s3.r { advertise all; } s0.r { advertise all; } }
connect s3.r <-> s1.r { s3.r { advertise all; } s1.r { advertise all; } }
connect s3.r <-> s2.r { s3.r { advertise all; } s2.r { advertise all; } }
connect s4.r <-> s0.r { s4.r { advertise all; } s0.r { advertise all; } }
connect s4.r <-> s1.r { s4.r { advertise all; } s1.r { advertise all; } }
connect s4.r <-> s2.r { s4.r { advertise all; } s2.r { advertise all; } }
connect s4.r <-> s3.r { s4.r { advertise all; } s3.r { advertise all; } }
connect s5.r <-> s0.r { s5.r { advertise all; } s0.r { advertise all; } }
connect s5.r <-> s1.r { s5.r { advertise all; } s1.r { advertise all; } }
connect s5.r <-> s2.r { s5.r { advertise all; } s2.r { advertise all; } }
connect s5.r <-> s3.r { s5.r { advertise all; } s3.r { advertise all; } }
connect s5.r <-> s4.r { s5.r { advertise all; } s4.r { advertise all; } }
connect s6.r <-> s0.r { s6.r { advertise all; } s0.r { advertise all; } }
connect s6.r <-> s1.r { s6.r { advertise all; } s1.r { advertise all; } }
connect s6.r <-> s2.r { s6.r { advertise all; } s2.r { advertise all; } }
connect s6.r <-> s3.r { s6.r { advertise all; } s3.r { advertise all; } }
connect s6.r <-> s4.r { s6.r { advertise all; } s4.r { advertise all; } }
connect s6.r <-> s5.r { s6.r { advertise all; } s5.r { advertise all; } }
connect s7.r <-> s0.r { s7.r { advertise all; } s0.r { advertise all; } }
connect s7.r <-> s1.r { s7.r { advertise all; } s1.r { advertise all; } }
connect s7.r <-> s2.r { s7.r { advertise all; } s2.r { advertise all; } }
connect s7.r <-> s3.r { s7.r { advertise all; } s3.r { advertise all; } }
connect s7.r <-> s4.r { s7.r { advertise all; } s4.r { advertise all; } }
connect s7.r <-> s5.r { s7.r { advertise all; } s5.r { advertise all; } }
connect s7.r <-> s6.r { s7.r { advertise all; } s6.r { advertise all; } }
connect s8.r <-> s0.r { s8.r { advertise all; } s0.r { advertise all; } }
connect s8.r <-> s1.r { s8.r { advertise all; } s1.r { advertise all; } }
connect s8.r <-> s2.r { s8.r { advertise all; } s2.r { advertise all; } }
connect s8.r <-> s3.r { s8.r { advertise all; } s3.r { advertise all; } }
connect s8.r <-> s4.r { s8.r { advertise all; } s4.r { advertise all; } }
connect s8.r <-> s5.r { s8.r { advertise all; } s5.r { advertise all; } }
connect s8.r <-> s6.r { s8.r { advertise all; } s6.r { advertise all; } }
connect s8.r <-> s7.r { s8.r { advertise all; } s7.r { advertise all; } }
connect s9.r <-> s0.r { s9.r { advertise all; } s0.r { advertise all; } }
connect s9.r <-> s1.r { s9.r { advertise all; } s1.r { advertise all; } }
connect s9.r <-> s2.r { s9.r { advertise all; } s2.r { advertise all; } }
connect s9.r <-> s3.r { s9.r { advertise all; } s3.r { advertise all; } }
connect s9.r <-> s4.r { s9.r { advertise all; } s4.r { advertise all; } }
connect s9.r <-> s5.r { s9.r { advertise all; } s5.r { advertise all; } }
connect s9.r <-> s6.r { s9.r { advertise all; } s6.r { advertise all; } }
connect s9.r <-> s7.r { s9.r { advertise all; } s7.r { advertise all; } }
connect s9.r <-> s8.r { s9.r { advertise all; } s8.r { advertise all; } }
claim all: s0.r learns 10.1.0.0/16 from s1.r under any 2 failures;
