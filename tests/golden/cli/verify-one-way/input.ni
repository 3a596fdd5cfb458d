design one-way;

site vnet hub {
    prefix 10.10.0.0/24;
    host vm 10.10.0.4;
    gateway vpn vpn-gw { asn 65515; }
}
site vnet spoke { prefix 10.11.0.0/24; host vm 10.11.0.4; }
site onprem office {
    prefix 10.2.0.0/24;
    host pc 10.2.0.10;
    router ce { asn 65021; }
}
peering hub <-> spoke;
connect hub.vpn-gw <-> office.ce {
    static;
    office.ce  { static 10.10.0.0/24, 10.11.0.0/24; }
    hub.vpn-gw { static 10.2.0.0/24; }
}

claim apart: office cannot reach spoke;
claim back: spoke cannot reach office;
claim vacuous: spoke and office are symmetric;
claim reach: office can reach spoke { expect refuted; }

matrix pairs {
    columns hub spoke office;
    hub     .   Y     Y;
    spoke   Y   .     N;
    office  Y   .     .;
}
matrix closed {
    columns spoke office;
    spoke   .   N;
    office  N   .;
}
