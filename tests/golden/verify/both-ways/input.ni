# Replies pass what `via` names in reverse order. The route table of `back` alone sends its packets past the firewall.
site vnet hub { prefix 10.1.0.0/16; appliance fw 10.1.0.4 { stateful off; } appliance probe 10.1.0.5 { stateful off; } }
site vnet front {
    prefix 10.2.0.0/16;
    subnet web 10.2.1.0/24 { route-table inspected; host vm 10.2.1.4; }
    route-table inspected { route 10.3.0.0/16 -> appliance hub.fw; route 10.4.0.0/16 -> appliance hub.fw; }
}
site vnet back { prefix 10.3.0.0/16; host db 10.3.0.4; }
site vnet store {
    prefix 10.4.0.0/16;
    subnet all 10.4.1.0/24 { route-table inspected; host disk 10.4.1.4; }
    route-table inspected { route 10.2.0.0/16 -> appliance hub.fw; }
}
peering hub <-> front { front { allow-forwarded-traffic; } hub { allow-forwarded-traffic; } }
peering hub <-> back  { back { allow-forwarded-traffic; } hub { allow-forwarded-traffic; } }
peering hub <-> store { store { allow-forwarded-traffic; } hub { allow-forwarded-traffic; } }
peering front <-> back;

claim there:         front can reach back via hub.fw;
claim there-alone:   front can reach back via hub.fw both-ways;
claim sent:          front can send to back via hub.fw both-ways;
claim both:          front can reach store via hub.fw both-ways;
claim in-order:      front can reach store via hub<->front, hub.fw, hub<->store both-ways;
claim one-service:   front can reach store via hub.fw both-ways on tcp 443;
claim two-lists:     front can reach store via hub<->front, hub.fw via hub.fw, hub<->store both-ways;
claim wrong-order:   front can reach store via hub.fw, hub<->front both-ways;
claim second-fails:  front can reach store via hub.fw via hub.probe;
claim second-misses: front can reach back via hub.fw via hub<->back both-ways;
claim group-back:    back can reach front avoiding hub.fw avoiding store uninspected;
claim store-back:    store can reach front via hub.fw uninspected;
matrix m {
    key F = via hub.fw both-ways;
    columns front back store;
    front   .     F    F;
    store   F     .    .;
}
