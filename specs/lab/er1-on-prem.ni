# Circuit er1 on the customer's side: the router prefers it to the tunnel. In the lab the interface towards
# the secondary device is shut.
connect on-prem-1.ce <-> er1.primary {
    on-prem-1.ce { address 192.168.30.17; advertise 10.2.30.0/25; local-preference 200; }
    er1.primary  { address 192.168.30.18; }
    delay 250us;
}
connect on-prem-1.ce <-> er1.secondary {
    down;
    delay 250us;
    on-prem-1.ce { advertise 10.2.30.0/25; local-preference 200; }
}
