site vnet v {
    prefix 10.1.0.0/24;
    host h 10.1.0.4 {
        public 20.0.0.1;
    }
}
site onprem o {
    prefix 10.9.0.0/16;
    host h 10.9.0.4 {
        public 20.0.0.2;
    }
    router r { asn 65010; default-route; }
}
claim a: internet can send to v.h when v down;
claim b: o can reach v.h when v down;
claim c: internet can reach o.h when o down;
claim d: o.h can reach 20.0.0.1 when v down;
