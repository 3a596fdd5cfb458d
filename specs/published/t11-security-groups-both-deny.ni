# Security groups at a subnet and at a NIC: each that is attached must allow. Both groups deny, and `nicc trace` shows
# the order: what comes in meets the group of the subnet first, what goes out that of the NIC.
# Published: MicrosoftDocs/azure-docs, articles/virtual-network/network-security-group-how-it-works.md.

design t11-security-groups-both-deny "Four machines, two security groups: both groups deny";

site vnet net {
    prefix 10.0.0.0/16;
    subnet subnet1 10.0.1.0/24 {
        security-group nsg1;
        host vm1 10.0.1.4 { security-group nsg2; public 20.1.0.1; }
        host vm2 10.0.1.5 { public 20.1.0.2; }
    }
    subnet subnet2 10.0.2.0/24 { host vm3 10.0.2.4 { security-group nsg2; public 20.1.0.3; } }
    subnet subnet3 10.0.3.0/24 { host vm4 10.0.3.4 { public 20.1.0.4; } }
    security-group nsg1 {
        inbound  { 100 deny any from any; }
        outbound { 100 deny tcp to internet port 80; }
    }
    security-group nsg2 {
        inbound  { 100 deny any from any; }
        outbound { 100 deny tcp to internet port 80; }
    }
}

claim vm1-in: internet cannot reach net.vm1 on tcp 80;
claim vm2-in: internet cannot reach net.vm2 on tcp 80;
claim vm3-in: internet cannot reach net.vm3 on tcp 80;
claim vm4-in: internet can reach net.vm4 on tcp 80;

claim vm1-out: net.vm1 cannot reach internet on tcp 80;
claim vm2-out: net.vm2 cannot reach internet on tcp 80;
claim vm3-out: net.vm3 cannot reach internet on tcp 80;
claim vm4-out: net.vm4 can reach internet on tcp 80;

# Groups apply inside a subnet too.
claim vm1-vm2: net.vm1 cannot reach net.vm2;
claim vm2-vm1: net.vm2 cannot reach net.vm1;
