connect hub.gw <-> dc.ce {
    dc.ce { community 70000:1, 1:2:4294967296; }
}
