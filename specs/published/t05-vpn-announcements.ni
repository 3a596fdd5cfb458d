# The remaining published rows of t05-vpn-transit.ni: what VNet1's gateway makes of three announcements of Site5. A prefix inside
# its own address space is ignored, a wider one is accepted, and a default route is used but not passed on.

design t05-vpn-announcements "Announcements that a VPN gateway treats specially";

site vnet vnet1 {
    prefix  10.11.0.0/16, 10.12.0.0/16;
    gateway vpn gw { asn 65010; bgp-address 10.12.255.30; }
}
site vnet vnet2 {
    prefix  10.21.0.0/16, 10.22.0.0/16;
    gateway vpn gw { asn 65020; }
}
site onprem site5 {
    prefix 10.51.0.0/16, 10.52.0.0/16;
    router r {
        asn 65050;
        originate 10.51.0.0/16, 10.52.0.0/16, 10.11.0.0/16, 10.0.0.0/8;
        default-route;
    }
}

connect vnet1.gw <-> site5.r  { bgp; site5.r { advertise own, 0.0.0.0/0; } }
connect vnet1.gw <-> vnet2.gw { bgp; }

claim inside-is-ignored: vnet1.gw does not learn 10.11.0.0/16 from site5.r;
claim wider-is-accepted: vnet1.gw selects 10.0.0.0/8 from site5.r;
# It holds VNet1's own address space, so VNet1 does not tell it on (derived from F34).
claim wider-stays-here: vnet2.gw does not learn 10.0.0.0/8;
claim default-is-used:  vnet1 selects 0.0.0.0/0 from vnet1.gw;
# Its reply ends at Site5, which says that 10.11.0.0/16 is there.
claim egress:                vnet1 can send to 13.107.21.200 via vnet1.gw, site5.r;
claim default-is-not-passed: vnet1.gw does not advertise 0.0.0.0/0 to vnet2.gw;
claim vnet2-has-its-own:     vnet2 can reach 13.107.21.200 avoiding vnet2.gw;
claim vnet1-is-safe:         vnet2 can reach vnet1 avoiding site5;
