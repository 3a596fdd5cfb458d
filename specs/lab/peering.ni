# The spoke uses the hub's gateways.
peering hub <-> spoke {
    hub   { allow-gateway-transit; }
    spoke { use-remote-gateways; }
}
