# A user route on one side only: packets pass the appliance one way and go straight the other way.
# Published: MicrosoftDocs/azure-docs, articles/virtual-network/tutorial-create-route-table-portal.md, which prints what
# traceroute shows both ways. The appliance there is a plain router: `stateful off`.

design t02-one-sided-route "One-sided route through an appliance";

site vnet net {
    prefix 10.0.0.0/16;
    subnet public  10.0.0.0/24 { route-table to-private; host vm-public 10.0.0.4; }
    subnet private 10.0.1.0/24 { host vm-private 10.0.1.4; }
    subnet dmz     10.0.2.0/24;
    appliance nva 10.0.2.4 { stateful off; }
    route-table to-private { route 10.0.1.0/24 -> appliance net.nva; }
}

claim there:         path from net.vm-public to net.vm-private is net.nva;
claim back:          path from net.vm-private to net.vm-public is direct;
claim reach-private: net.public can reach net.private;
claim reach-public:  net.private can reach net.public;
claim symmetric:     net.public and net.private are symmetric { expect refuted; }
