site vnet hub {
    prefix 10.0.0.0/24;
    host vm 10.0.0.4;
}
}
site vnet spoke { prefix 10.0.1.0/24; }
