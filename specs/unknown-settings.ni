# A hub that two teams share. The spoke's team has not decided yet whether the spoke will use the gateway of the hub, and
# the hub's team has not said whether it will let it. Claims without a condition hold whatever they decide.

design unknown-settings "A spoke whose gateway transit is not decided";

site vnet hub {
    prefix  10.1.0.0/16;
    host    vm 10.1.0.4;
    gateway vpn gw;
}
site vnet spoke    { prefix 10.2.0.0/16; host web 10.2.0.4; }
site vnet lab      { prefix 10.3.0.0/16; host vm 10.3.0.4; }
site onprem office { prefix 10.9.0.0/16; host pc 10.9.0.20; router ce { asn 65010; } }

connect office.ce <-> hub.gw;

peering hub <-> spoke {
    hub   { allow-gateway-transit ?; }
    spoke { use-remote-gateways ?; }
}
peering hub <-> lab;

# Whatever is decided.
claim hub-served: office can reach hub;
claim near:       hub can reach spoke;
claim lab-apart:  office and lab are isolated;

# Not known yet: the counterexample of each names the settings.
claim served: office can reach spoke    { expect refuted; }
claim apart:  office cannot reach spoke { expect refuted; }

# It takes both teams.
claim both: office can reach spoke when hub->spoke allow-gateway-transit on and when spoke->hub use-remote-gateways on;
claim hub-alone: office and spoke are isolated when spoke->hub use-remote-gateways off;
claim half:      office can reach spoke when hub->spoke allow-gateway-transit on { expect refuted; }

# The same question about a flag that the design states: what if the lab used the gateway as well?
claim lab-then: office and lab are isolated when lab->hub use-remote-gateways on;
