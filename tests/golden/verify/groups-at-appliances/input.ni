# Security groups know an appliance by its private address, and expect the replies to what it asks for itself.

site vnet hub {
    prefix 10.0.0.0/24;
    host web 10.0.0.10;
    host out 10.0.0.11;
    appliance fw 10.0.0.4 {
        public 20.1.1.1;
        security-group sg;
        rules {
            dnat tcp to 20.1.1.1 port 443 -> 10.0.0.10;
            dnat tcp to 20.1.1.1 port 444 -> 20.3.3.3;
        }
    }
    security-group sg {
        inbound  { 100 allow tcp from internet to 10.0.0.4 port 443-444; }
        outbound { 100 allow from 10.0.0.4; 200 deny; }
    }
}

site vnet far { prefix 10.3.0.0/24; host web 10.3.0.4 { public 20.3.3.3; } }

claim in:       internet can reach hub.fw on tcp 443;
claim on:       internet can reach hub.fw on tcp 444;
claim closed:   internet cannot send to hub.fw on tcp 80;
claim out:      hub.fw can reach internet;

# The rules that let packets pass let them come to the appliance too; without one they do not.
site vnet lab {
    prefix 10.4.0.0/24;
    host vm 10.4.0.10;
    appliance open  10.4.0.4 { rules { deny tcp port 22; allow from lab; dnat tcp to 10.4.0.4 port 443 -> 10.4.0.10; } }
    appliance close 10.4.0.5 { rules { dnat tcp to 10.4.0.5 port 443 -> 10.4.0.10; } }
}
claim itself:     lab.vm can reach lab.open on tcp 80, tcp 443;
claim not-itself: lab.vm cannot send to lab.open on tcp 22;
claim behind:     lab.vm cannot send to lab.close on tcp 80;
