# Prefix sets and prefixes stand wherever prefixes and endpoints do: in route claims, groups and matrices.
let web  = 10.2.0.0/16;
let all-offices = 10.9.0.0/24, 10.9.1.0/24;
site vnet hub { prefix 10.1.0.0/16; gateway vpn gw; }
site vnet spoke { prefix web; host www 10.2.0.4; }
site onprem office { prefix all-offices; router r { asn 65001; } }
peering hub <-> spoke { hub { allow-gateway-transit; } spoke { use-remote-gateways; } }
connect office.r <-> hub.gw { office.r { accept 10.1.0.0/16, web; advertise all-offices; } }
group mixed = hub, 10.2.0.4, 10.9.1.0/24;
claim a: office.r learns web from hub.gw;
claim b: hub.gw advertises web to office.r;
claim c: mixed can reach mixed;
claim d: all-offices can reach web;
matrix m {
    columns     hub web 10.9.0.0/24;
    hub         .   Y   Y;
    10.2.0.4    Y   .   Y;
    all-offices Y   Y   .;
}
