site vnet hub {
    prefix 10.0.0.4;
    host   vm 10.0.0.4/24;
}
claim up: hub can raech spoke;
claim down: hub can reach spoke when a down and b down;
claim both: hub, spoke can reach dc;
