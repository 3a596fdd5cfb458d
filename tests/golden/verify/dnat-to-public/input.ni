# The firewall has no public address. What it hands on to one leaves with an anonymous source, and the reply
# comes back to it, not to somebody on the Internet.
site vnet a {
    prefix 10.0.0.0/24;
    host c 10.0.0.4;
    appliance fw 10.0.0.132 {
        rules {
            dnat tcp to a.fw port 80 -> 20.0.0.1;
        }
    }
}
site vnet b {
    prefix 10.1.0.0/24;
    host h 10.1.0.4 {
        public 20.0.0.1;
    }
}
claim served: a.c can reach a.fw on tcp 80;
claim published: internet can reach b.h;
