site vnet hub {
    prefix 10.10.0.0/24;
    security-group sg { }
    host vm 10.10.0.4 { security-group hub.vm; }
}
site onprem office { prefix 10.2.0.0/24; host pc 10.2.0.4 { security-group hub.sg; } }
