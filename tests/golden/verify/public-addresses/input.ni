# What goes to and comes from public addresses.

site vnet hub {
    prefix 10.0.0.0/24;
    host vm  10.0.0.4;
    host vm2 10.0.0.5;
    load-balancer lb 10.0.0.100 { backend vm; public 20.1.1.1, 20.1.1.2; }
}

# A machine on-premises with a public address of its own: the site's router leads there and back.
site onprem dc {
    prefix 10.9.0.0/24;
    host web 10.9.0.4 { public 20.9.9.9; }
    host pc  10.9.0.5;
    router r { asn 65010; address 10.9.0.1; default-route; }
}

# Which public address somebody without one has, cannot be told.
site vnet low  { prefix 10.1.0.0/24; host web 10.1.0.4 { public 20.2.2.1; security-group sg; }
    security-group sg { inbound { 100 allow from 1.0.0.0/8; } } }
site vnet high { prefix 10.2.0.0/24; host web 10.2.0.4 { public 20.2.2.2; security-group sg; }
    security-group sg { inbound { 100 allow from 51.0.0.0/8; } } }

claim first-front-end:  internet can reach 20.1.1.1;
claim second-front-end: internet can reach 20.1.1.2;
claim from-inside:      dc.pc can reach 20.1.1.2;
claim by-its-address:   hub can reach 20.9.9.9;
claim not-privately:    hub cannot reach dc.web;
claim to-dc:            internet can reach dc.web;
claim from-dc:          dc.web can reach internet;
claim by-its-own:       dc can reach 20.1.1.1;

claim may-be-let-in-low:    hub cannot reach 20.2.2.1 { expect refuted; }
claim may-be-kept-out-low:  hub can reach 20.2.2.1 { expect refuted; }
claim may-be-let-in-high:   hub cannot reach 20.2.2.2 { expect refuted; }
claim may-be-kept-out-high: hub can reach 20.2.2.2 { expect refuted; }
