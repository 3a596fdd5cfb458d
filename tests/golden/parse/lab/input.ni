design azure-interop "Azure back-end interoperability test bed";

site vnet hub {
    region  east-us;
    prefix  10.10.30.0/24;
    host    vm 10.10.30.4;
    gateway vpn         vpn-gw { asn 65515; address 10.10.30.142; bgp-address 10.10.30.254; }
    gateway expressroute er-gw { address 10.10.30.132, 10.10.30.133, 10.10.30.134; }
}

site vnet spoke { region east-us; prefix 10.11.30.0/26; host vm 10.11.30.4; }

site onprem on-prem-1 {
    prefix 10.2.30.0/25;
    host   vm 10.2.30.10;
    router ce { asn 65021; address 10.2.30.3, 192.168.30.0; }
}

circuit er1 { asn 12076; }

peering hub <-> spoke {
    hub   { allow-gateway-transit; }
    spoke { use-remote-gateways; }
}

connect hub.er-gw    <-> er1;
connect on-prem-1.ce <-> er1.primary {
    on-prem-1.ce { address 192.168.30.17; advertise 10.2.30.0/25; local-preference 200; }
    er1.primary  { address 192.168.30.18; }
}
connect on-prem-1.ce <-> er1.secondary { down; }
connect on-prem-1.ce <-> hub.vpn-gw { bgp; on-prem-1.ce { advertise own; } }

claim spoke-up:    spoke can reach on-prem-1 via hub.er-gw;
claim isolated:    branch cannot reach on-prem-2;
claim no-asymmetry: hub and on-prem-1 are symmetric under any 1 failure;
