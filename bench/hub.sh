#!/usr/bin/env bash
# Write a hub-and-spoke design of any size: a hub with a firewall of two instances and a VPN gateway, spokes with a
# subnet, a security group and a route table each, whose traffic goes through the firewall, and an office behind two
# tunnels.
# Usage: bench/hub.sh SPOKES [FAILURES]
# FAILURES (default 0) is what the claims are asked under. Spoke N has 10.(N/250 + 2).(N mod 250).0/24.
set -euo pipefail
spokes=${1:?usage: bench/hub.sh SPOKES [FAILURES]}
failures=${2:-0}
under=
[ "$failures" = 0 ] || under=" under any $failures failure"
[ "$failures" -le 1 ] || under=${under}s

range() { echo "10.$(($1 / 250 + 2)).$(($1 % 250)).0/24"; }
each() { for ((n = 1; n <= spokes; n++)); do "$@" "$n"; done; }
comma() { if [ "$1" -lt "$spokes" ]; then printf ', '; fi; }

member() {
    printf 'spoke%d' "$1"
    comma "$1"
}
covered() {
    range "$1" | tr -d '\n'
    comma "$1"
}

spoke() {
    cat <<END
site vnet spoke$1 {
    prefix $(range "$1");
    subnet servers $(range "$1") { route-table through-firewall; security-group web; }
    route-table through-firewall {
        gateway-propagation off;
        route 0.0.0.0/0 -> appliance hub.fw;
    }
    security-group web {
        inbound { 100 allow tcp from 10.128.0.0/16 port 443; 4096 deny any from any; }
    }
}
peering hub <-> spoke$1 {
    hub     { allow-gateway-transit; }
    spoke$1 { use-remote-gateways; allow-forwarded-traffic; }
}
END
}

cat <<END
design hub-and-spoke "$spokes spokes behind a firewall";

site vnet hub {
    prefix 10.1.0.0/16;
    subnet GatewaySubnet       10.1.0.0/27  { route-table from-gateway; }
    subnet AzureFirewallSubnet 10.1.1.0/26  { route-table out; }
    subnet shared              10.1.2.0/24;
    gateway vpn gw;
    appliance fw 10.1.1.4 {
        instances 2;
        public 203.0.113.4;
        snat 10.0.0.0/8;
        rules {
            allow tcp from office to spokes port 443;
            allow tcp from spokes to office port 443;
            allow any from spokes to internet;
        }
    }
    route-table from-gateway { route $(each covered) -> appliance fw; }
    route-table out          { route 0.0.0.0/0 -> internet; }
}
site onprem office {
    prefix 10.128.0.0/16;
    router ce1 { asn 65010; }
    router ce2 { asn 65010; }
}
connect office.ce1 <-> hub.gw;
connect office.ce2 <-> hub.gw;

END
each spoke
cat <<END

group spokes = $(each member);

claim to-office:   spokes can reach office on tcp 443 via hub.fw$under;
claim apart:       spokes cannot reach spokes$under;
claim to-internet: spokes can reach internet via hub.fw$under;
END
