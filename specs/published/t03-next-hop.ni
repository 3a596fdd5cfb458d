# The next hops of system routes: the Internet, and None for reserved ranges.
# Published: MicrosoftDocs/azure-docs, articles/network-watcher/diagnose-vm-network-routing-problem.md.

design t03-next-hop "Next hop of system routes";

site vnet net { prefix 10.0.0.0/16; host vm 10.0.0.4; }

claim web:      net.vm can reach 13.107.21.200;
claim reserved: net.vm cannot send to 172.31.0.100;
