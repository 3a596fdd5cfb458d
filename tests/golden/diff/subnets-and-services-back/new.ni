# A rule lets more through: for some addresses of one site, to one subnet, by some services.
design rules;
site vnet hub {
    prefix 10.1.0.0/16;
    gateway vpn gw;
    subnet GatewaySubnet 10.1.0.0/27;
    subnet web 10.1.1.0/24 { security-group sg; host w 10.1.1.4; }
    subnet db  10.1.2.0/24 { host d 10.1.2.4; }
    security-group sg { inbound { 100 allow tcp from 10.9.0.0/16 port 443, 8080-8090; 150 allow udp from 10.9.1.0/24 port 53; 160 allow icmp from 10.9.0.20; 200 deny any from 10.9.0.0/16; } }
}
site onprem office { prefix 10.9.0.0/16; host pc 10.9.0.20; router r { asn 65010; } }
connect office.r <-> hub.gw;
claim https: office can reach hub.web on tcp 443;
