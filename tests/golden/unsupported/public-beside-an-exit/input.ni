# Which of two exits of a site has the public address of a host, cannot be told.

site onprem dc {
    prefix 10.9.0.0/16;
    host web 10.9.1.4 { public 20.9.9.9; }
    appliance fw 10.9.2.9 { default-route; instances 2; }
    router r { asn 65010; default-route; }
}
claim c: internet cannot reach dc.web;
