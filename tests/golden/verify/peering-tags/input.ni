# The tag-only reading of peering flags (M7): what is off blocks nothing, and a half without access takes the other
# VNet out of its own tag VirtualNetwork (F25, F26, F146).
profile azure-current, peering-tags;
site vnet hub {
    prefix 10.10.0.0/16;
    subnet vms 10.10.1.0/24 { host vm 10.10.1.4; }
    subnet dmz 10.10.2.0/24;
    appliance nva 10.10.2.4 { stateful off; }
}
site vnet east {
    prefix 10.11.0.0/16;
    security-group open { inbound { 100 allow tcp from 10.10.0.0/16 port 443; } }
    route-table rt { route 10.12.0.0/16 -> appliance hub.nva; }
    subnet a 10.11.1.0/24 { security-group open; route-table rt; host vm 10.11.1.4; }
    subnet b 10.11.2.0/24 { route-table rt; host vm2 10.11.2.4; }
}
site vnet west {
    prefix 10.12.0.0/16;
    route-table rt { route 10.11.0.0/16 -> appliance hub.nva; }
    subnet a 10.12.1.0/24 { route-table rt; host vm 10.12.1.4; }
}
peering hub <-> east { east { allow-vnet-access off; } }
peering hub <-> west;
claim open: hub.vm can reach east.vm2;
claim back: east.vm2 can reach hub.vm;
claim by-rule: hub.vm can reach east.vm on tcp 443;
claim by-default: hub.vm cannot reach east.vm on tcp 22;
claim from-east: east.vm cannot reach hub.vm;
claim forwarded: east.vm2 can reach west via hub.nva;
