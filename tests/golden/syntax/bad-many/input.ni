site vnet hub {
    prefx 10.0.0.0/24;
    foo { bar { 1 } baz; }
    host vm 10.0.0.300;
    prefix 10.0.0.0/24
}
claim up: hub cna reach spoke;
peering hub <-> { hub { } }
circuit own;
claim fine: hub can reach spoke;
