# One cycle for three prefixes is one warning.
site vnet cloud { prefix 10.0.0.0/16, 10.10.0.0/16, 10.20.0.0/16; gateway vpn gw; }
site onprem left  { prefix 10.1.0.0/16; router r { asn 65001; } }
site onprem right { prefix 10.2.0.0/16; router r { asn 65002; } }
connect left.r  <-> cloud.gw { left.r { advertise own; } }
connect right.r <-> cloud.gw { right.r { advertise own; } }
connect left.r  <-> right.r {
    left.r  { advertise all; local-preference 200; }
    right.r { advertise all; local-preference 200; }
}
