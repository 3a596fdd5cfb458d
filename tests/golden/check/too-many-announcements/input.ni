# Each of the routers in a row may announce everything, and may hear it from the others.
site onprem s1 { prefix 10.1.0.0/16; host pc 10.1.0.10; router r { asn 65001; } }
site onprem s2 { prefix 10.2.0.0/16; host pc 10.2.0.10; router r { asn 65002; } }
site onprem s3 { prefix 10.3.0.0/16; host pc 10.3.0.10; router r { asn 65003; } }
site onprem s4 { prefix 10.4.0.0/16; host pc 10.4.0.10; router r { asn 65004; } }
site onprem s5 { prefix 10.5.0.0/16; host pc 10.5.0.10; router r { asn 65005; } }
site onprem s6 { prefix 10.6.0.0/16; host pc 10.6.0.10; router r { asn 65006; } }
site onprem s7 { prefix 10.7.0.0/16; host pc 10.7.0.10; router r { asn 65007; } }
site onprem s8 { prefix 10.8.0.0/16; host pc 10.8.0.10; router r { asn 65008; } }
site onprem s9 { prefix 10.9.0.0/16; host pc 10.9.0.10; router r { asn 65009; } }
connect s1.r <-> s2.r { s1.r { advertise all; may-advertise 0.0.0.0/0 le 32; } }
connect s2.r <-> s3.r { s2.r { advertise all; may-advertise 0.0.0.0/0 le 32; } }
connect s3.r <-> s4.r { s3.r { advertise all; may-advertise 0.0.0.0/0 le 32; } }
connect s4.r <-> s5.r { s4.r { advertise all; may-advertise 0.0.0.0/0 le 32; } }
connect s5.r <-> s6.r { s5.r { advertise all; may-advertise 0.0.0.0/0 le 32; } }
connect s6.r <-> s7.r { s6.r { advertise all; may-advertise 0.0.0.0/0 le 32; } }
connect s7.r <-> s8.r { s7.r { advertise all; may-advertise 0.0.0.0/0 le 32; } }
connect s8.r <-> s9.r { s8.r { advertise all; may-advertise 0.0.0.0/0 le 32; } }
