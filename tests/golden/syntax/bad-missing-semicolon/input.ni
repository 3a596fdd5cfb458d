site vnet hub {
    prefix 10.0.0.0/24
    host vm 10.0.0.4;
    tag core }
claim up: hub can reach spoke
claim down: hub can reach spoke