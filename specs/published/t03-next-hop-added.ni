# t03-next-hop.ni after 172.16.0.0/12 was added to the VNet: the reserved route has become the VNet's own.

design t03-next-hop-added "Next hop of a reserved range inside the VNet";

site vnet net { prefix 10.0.0.0/16, 172.16.0.0/12; host vm 10.0.0.4; }

claim inside: net.vm can reach 172.31.0.100;
