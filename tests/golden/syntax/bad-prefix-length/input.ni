site vnet hub {
    prefix 10.0.0.0/33, fd00::/129;
}
connect hub.gw <-> er1 {
    er1 { accept 10.0.0.0/8 ge 129; }
}
