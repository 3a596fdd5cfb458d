# Nine hops that prepend as often as they may: the AS path would pass what a table keeps. A route that was dropped for
# that reason alone must not prove anything.
site onprem s0 { prefix 10.0.0.0/24; router r { asn 65000; } }
site onprem s1 { prefix 10.0.1.0/24; router r { asn 65001; } }
site onprem s2 { prefix 10.0.2.0/24; router r { asn 65002; } }
site onprem s3 { prefix 10.0.3.0/24; router r { asn 65003; } }
site onprem s4 { prefix 10.0.4.0/24; router r { asn 65004; } }
site onprem s5 { prefix 10.0.5.0/24; router r { asn 65005; } }
site onprem s6 { prefix 10.0.6.0/24; router r { asn 65006; } }
site onprem s7 { prefix 10.0.7.0/24; router r { asn 65007; } }
site onprem s8 { prefix 10.0.8.0/24; router r { asn 65008; } }
site onprem s9 { prefix 10.0.9.0/24; router r { asn 65009; } }
connect s0.r <-> s1.r { s0.r { advertise all; prepend 32; } s1.r { advertise all; prepend 32; } }
connect s1.r <-> s2.r { s1.r { advertise all; prepend 32; } s2.r { advertise all; prepend 32; } }
connect s2.r <-> s3.r { s2.r { advertise all; prepend 32; } s3.r { advertise all; prepend 32; } }
connect s3.r <-> s4.r { s3.r { advertise all; prepend 32; } s4.r { advertise all; prepend 32; } }
connect s4.r <-> s5.r { s4.r { advertise all; prepend 32; } s5.r { advertise all; prepend 32; } }
connect s5.r <-> s6.r { s5.r { advertise all; prepend 32; } s6.r { advertise all; prepend 32; } }
connect s6.r <-> s7.r { s6.r { advertise all; prepend 32; } s7.r { advertise all; prepend 32; } }
connect s7.r <-> s8.r { s7.r { advertise all; prepend 32; } s8.r { advertise all; prepend 32; } }
connect s8.r <-> s9.r { s8.r { advertise all; prepend 32; } s9.r { advertise all; prepend 32; } }
claim far: s0 cannot reach s9;
