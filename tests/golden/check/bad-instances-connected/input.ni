# Instances behind one address have no sessions or tunnels.
site vnet hub {
    prefix 10.10.0.0/16;
    route-server rs { address 10.10.3.4, 10.10.3.5; }
    appliance nva 10.10.2.4 { asn 65001; instances 2; originate 10.3.0.0/24; }
}
site onprem b { prefix 10.3.0.0/24; router r { asn 65022; } }
connect hub.nva <-> hub.rs;
connect b.r <-> hub.nva { static; hub.nva { static 10.3.0.0/24; } }
