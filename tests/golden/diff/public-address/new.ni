# A host loses its public address, which others may still reach as one of the Internet; a firewall opens another port.
site vnet hub { prefix 10.1.0.0/16; host web 10.1.0.4; host db 10.1.0.5; }
site vnet other {
    prefix 10.2.0.0/16;
    subnet AzureFirewallSubnet 10.2.0.0/26;
    subnet work 10.2.1.0/24 { host app 10.2.1.8; }
    appliance fw 10.2.0.4 {
        public 20.1.2.9;
        rules { dnat tcp from internet to 20.1.2.9 port 80 -> 10.2.1.8; }
    }
}
