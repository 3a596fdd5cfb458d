site vnet hub {
    prefix 10.10.0.0/24;
    appliance nva 10.10.0.5;
    route-table rt { gateway-propagation off; route 0.0.0.0/0 -> appliance hub.nva; route 10.9.0.0/16 -> none; route 10.8.0.0/16 -> address 10.10.0.6; }
}
