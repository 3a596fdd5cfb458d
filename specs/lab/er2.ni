# Circuit er2 joins the second on-premises site and the hub; both of its links are up.
circuit er2 { asn 12076; location "next to on-prem-2"; }

connect hub.er-gw    <-> er2 { delay 37250us; }
connect on-prem-2.ce <-> er2.primary {
    on-prem-2.ce { address 192.168.31.17; advertise own; }
    er2.primary  { address 192.168.31.18; }
    delay 250us;
}
connect on-prem-2.ce <-> er2.secondary {
    on-prem-2.ce  { address 192.168.31.21; advertise own; }
    er2.secondary { address 192.168.31.22; }
    delay 250us;
}
