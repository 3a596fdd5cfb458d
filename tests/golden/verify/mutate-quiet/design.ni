# What no claim notices: the depot and its tunnel, a preference, and a rule of the security group for more sources.
design gaps "two offices and a firewall";
include "links.ni";
site vnet hub {
    prefix 10.1.0.0/16;
    gateway vpn gw { asn 65515; }
    subnet work 10.1.1.0/24 { security-group sg; }
    security-group sg { inbound { 100 allow tcp from 10.9.0.0/16 port 443; 200 deny any; } }
}
site onprem office { region north; prefix 10.9.0.0/16; router r { asn 65010; } }
site onprem depot  { prefix 10.8.0.0/16; router r { asn 65020; } }
claim https:  office can reach hub on tcp 443;
claim no-ssh: office cannot reach hub on tcp 22;
claim wrong:  depot can reach hub { expect refuted; }
