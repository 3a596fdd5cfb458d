site vnet a { prefix 10.0.0.0/99; host vm 10.0.0.300; gateway vpn g { asn 99999999999; } }
site onprem o { prefix 10.9.0.0/16; router r { asn 65001; } }
connect o.q <-> a.g;
claim c: a.vm can reach oo;
claim d: a.vm can reach o;
let x = 10.0.0.0.0/8;
group g = a, x;
