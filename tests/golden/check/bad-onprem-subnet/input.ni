site onprem dc {
    prefix 10.5.0.0/16;
    subnet a 10.5.0.0/24 { route-table rt; service-endpoint 20.60.0.0/16; }
    route-table rt { gateway-propagation off; route 0.0.0.0/0 -> vnet; }
}
