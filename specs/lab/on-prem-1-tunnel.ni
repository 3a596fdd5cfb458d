# The first on-premises site: site-to-site VPN, the backup of its ExpressRoute circuit.
connect on-prem-1.ce <-> hub.vpn-gw {
    bgp;
    on-prem-1.ce { address 10.2.30.125; advertise own; }
    delay 1ms;
}
