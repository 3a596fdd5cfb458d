# Every construct of the language once; the names are chosen for reading, the design makes no sense.
design kitchen-sink "every construct";
include "more.ni";
profile azure-current, peering-tags;

let corp  = 10.0.0.0/8, 172.16.0.0/12, fd00::/8;
let mixed = corp, 192.0.2.1, 2001:db8::1, 2001:db8:1::/48, ::/0, ::ffff:192.0.2.128/121;
group spokes = spoke1, spoke2, hub.workload;
group prod   = tagged prod;
group tagged = tagged;

site vnet hub {
    region east-us;
    prefix 10.10.0.0/16, corp;
    tag    prod, core;

    subnet workload 10.10.1.0/24;
    subnet none 10.10.2.0/24, fd00:1::/64 {
        route-table      udr;
        security-group   sg;
        host             any 10.10.2.4 { security-group sg; public 203.0.113.4/32, 203.0.113.5; }
        service-endpoint 198.51.100.0/24, corp;
    }
    host vm 10.10.1.4;

    gateway vpn vpn-gw {
        asn           65515;
        address       10.10.255.4, 10.10.255.5;
        bgp-address   10.10.255.30;
        active-active;
        sku           VpnGw2AZ;
        default-site  backup;
    }
    gateway vpn bare;
    gateway expressroute er-gw { address 10.10.255.132; accept-remote-vnets off; }
    gateway expressroute unsure { accept-remote-vnets ?; }

    route-server rs { branch-to-branch on; preference as-path; address 10.10.254.4, 10.10.254.5; }
    route-server rs2 { preference expressroute; }
    route-server rs3 { preference vpn; branch-to-branch; }

    appliance fw 10.10.253.4 {
        forwarding     on;
        stateful       tcp, udp, icmp;
        asn            65010;
        originate      10.20.0.0/16, corp;
        default-route;
        public         203.0.113.9;
        snat           10.0.0.0/8, corp;
        instances      2;
        security-group sg;
        rules {
            10 allow tcp from spoke1, 10.0.0.0/8 to hub.workload port 80, 443, 8000-8999;
            20 deny  any from internet to virtual-network;
            allow from { any, azure-load-balancer } to any;
            deny;
            allow icmp;
            30 dnat tcp from internet to 203.0.113.9 port 443 -> 10.10.1.4 port 8443;
            dnat udp to 203.0.113.9 -> 10.10.1.4;
        }
    }
    appliance plain 10.10.253.5;
    appliance router-like 10.10.253.6 { stateful off; forwarding off; snat always; default-route off; }
    appliance other 10.10.253.7 { stateful; snat never; }

    load-balancer lb 10.10.253.100 { backend hub.fw, plain; public 203.0.113.10, 203.0.113.11; }

    route-table udr {
        gateway-propagation off;
        route 0.0.0.0/0 -> appliance hub.fw;
        route 10.1.0.0/16, corp -> gateway;
        route 10.2.0.0/16 -> vnet;
        route 10.3.0.0/16 -> internet;
        route 10.4.0.0/16 -> none;
        route 10.5.0.0/16 -> address 10.10.253.100;
        route ::/0 -> address fd00:1::4;
    }

    security-group sg {
        inbound {
            100 allow tcp from virtual-network to any port 22;
            110 deny any from internet;
            120 allow from azure-load-balancer;
        }
        outbound { 100 deny udp to internet port 0-65535; 4096 allow; }
    }
    private-endpoint storage { anything 1 2 3; { nested; } }
}

site vnet spoke1 { region east-us; prefix 10.11.0.0/16; point-to-site 172.20.0.0/24; }
site vnet spoke2 { prefix 10.12.0.0/16; }

site onprem dc {
    prefix 10.2.0.0/16, 2001:db8:2::/48;
    tag    dc;
    subnet lan 10.2.1.0/24 { router ce1, ce2; host printer 10.2.1.9; }
    host   vm 10.2.1.10;
    router ce1 { asn 65021; address 10.2.0.1, 192.168.0.1; originate 10.2.0.0/16; default-route; }
    router ce2 { asn 4294967295; default-route on; }
    router ce3;
    link ce1 <-> ce2 { cost 10; delay 1.5ms; }
    link ce2 <-> ce3;
    appliance fw 10.2.0.254 { stateful on; }
    route-table udr { route 0.0.0.0/0 -> appliance fw; }
}

circuit er1 { asn 12076; location "Amsterdam \"AM5\""; tier premium; }
circuit er2 { tier local; }
circuit er3 { tier standard; microsoft-peering { prefix 198.51.100.0/24; } }
circuit er4;

peering hub <-> spoke1 {
    hub    { allow-gateway-transit; allow-forwarded-traffic on; }
    spoke1 { use-remote-gateways ?; allow-vnet-access off; }
}
peering hub <-> spoke2;
peering spoke2 -> spoke1 { allow-forwarded-traffic; }
peering spoke1 -> spoke2;

connect hub.er-gw <-> er1;
connect hub.vpn-gw <-> dc.ce1 backup {
    bgp;
    down off;
    delay  20ms;
    weight 10;
    dc.ce1 {
        address          192.168.30.17, 2001:db8::17;
        advertise        own, 10.2.0.0/16, corp ge 16 le 24, 10.0.0.0/8 ge 9, ::/0 le 64;
        accept           10.10.0.0/16 le 24, corp;
        local-preference 200;
        weight           7;
        prepend          2;
        med              50;
        community        65021:100, 4200000000:1:2, no-export, no-advertise;
        as-override;
        strip            65515;
        next-hop         self;
        policy in        inbound-filter;
        policy out       none;
        may-advertise    10.99.0.0/16 le 24, 0.0.0.0/0;
    }
    hub.vpn-gw { static 10.2.0.0/16, corp; accept all; next-hop unchanged; advertise none; }
}
connect dc.ce2<->er1.primary { dc.ce2 { advertise all; accept none; next-hop 192.168.0.9; } }
connect er1 <-> er2 { fastpath; }
connect hub.bare <-> dc.ce3 { static; down; }
connect hub.fw <-> hub.rs { bgp on; }

policy inbound-filter {
    permit prefix 10.0.0.0/8 ge 16 le 24, corp community 65021:100 as-path 65515 set local-preference 200;
    permit set med 10 set next-hop 10.0.0.1 strip 65515 prepend 3 add community no-export remove community 1:2;
    permit set next-hop self;
    deny;
}
policy none { permit; }

# Virtual WAN
site vhub wan-hub {
    prefix             10.100.0.0/23;
    region             west-europe;
    wan                global;
    asn                65515;
    routing-preference as-path;
    branch-to-branch   off;
    gateway vpn vpn-gw { asn 65515; }
    gateway expressroute er-gw;
    firewall fw { rules { allow tcp to spoke1 port 443; } public 203.0.113.20; snat always; }
    firewall fw2;
    table red {
        label  internal, red;
        static 10.11.0.0/16, corp -> appliance wan-hub.fw;
        static 10.12.0.0/16 -> connection to-spoke;
        static 10.13.0.0/16 -> address 10.11.0.9;
    }
    table default { label default; }
    routing-intent private additional 100.64.0.0/10, corp -> fw;
    routing-intent private -> wan-hub.fw;
    routing-intent internet -> wan-hub.fw;
}
connect spoke1 <-> wan-hub to-spoke {
    associate         red;
    propagate         red, hub2.red, label internal, label default;
    static            10.50.0.0/16, corp -> 10.11.0.9;
    propagate-static  on;
    internet-security off;
    bypass-next-hop;
}
connect spoke2 <-> wan-hub { associate none; propagate none; }

# Claims
claim spoke-up: spoke1 can reach dc via hub.er-gw;
claim none: spoke1 cannot reach spoke2;
claim all-of-it:
    { spoke1, 10.11.0.4, fd00::/8, internet, corp } can reach { dc.vm, hub } on tcp 80, tcp 8000-8999, udp 53, icmp, udp, tcp
        via hub.fw or hub.plain, hub<->spoke1, er1 both-ways over er1.primary, er1.secondary uninspected
        avoiding hub.vpn-gw, spoke1->spoke2 within 5 hops within 80ms
        under any 2 failures of links, circuits, gateways, tunnels, peerings, routers, devices, connections, hubs
        and when er1, hub<->spoke1 down and when spoke1->hub use-remote-gateways on
        and when hub.er-gw accept-remote-vnets off {
    severity critical;
    owner    "network team";
    control  "PCI DSS 1.2.3", "ISO 27001 A.13";
    note     "line one\nline two";
    expect   refuted;
}
claim late-service: spoke1 can reach dc via hub.fw on tcp 443;
claim send-1: spoke1 can send to dc avoiding er2;
claim send-2: internet cannot send to spoke1 on any;
claim cut: spoke1 cannot reach dc on tcp 22 when er1 down { expect proved; severity low; }
claim audit: prod and dc are isolated under any 1 failure;
claim sym-1: hub and dc are symmetric;
claim sym-2: hub and dc are symmetric on tcp 80 at site;
claim sym-3: hub and dc are symmetric at link;
claim sym-4: hub and dc are symmetric at device under any 1 failure of devices;
claim only: spoke1 reaches dc on icmp only via hub.fw or hub.plain { severity medium; }
claim path-1: path from spoke1 to dc.vm on udp 53 is hub.er-gw, er1, dc.ce1;
claim path-2: path from spoke1 to hub is direct { severity high; }
claim learn-1: hub.er-gw learns 10.2.0.0/16 from er1 with as-path 12076 65021;
claim learn-2: hub.er-gw learns 10.2.0.0/16;
claim learn-3: hub.er-gw does not learn 10.2.0.0/16 from er2;
claim select: dc.ce1 selects 10.10.0.0/16 from er1.primary, backup;
claim route-1: hub.workload routes 0.0.0.0/0 to address 10.10.253.4 invalid;
claim route-2: hub.workload routes 10.11.0.0/16 to peering;
claim route-3: hub routes 10.11.0.0/16 to vnet;
claim route-4: hub routes 0.0.0.0/0 to internet;
claim route-5: hub routes 0.0.0.0/0 to none;
claim route-6: hub routes 10.2.0.0/16 to gateway;
claim route-7: hub routes 198.51.100.0/24 to service-endpoint;
claim route-8: spoke1 routes 10.12.0.0/16 to vhub;
claim route-9: spoke1 routes 10.2.0.0/16 through hub.er-gw, hub.vpn-gw;
claim route-10: spoke1 does not route 10.99.0.0/16;
claim tell-1: dc.ce1 advertises 10.2.0.0/16 to hub.vpn-gw;
claim tell-2: dc.ce1 does not advertise 10.10.0.0/16 to er1.secondary;
claim loops: no loops;
claim holes: no blackholes under any 1 failure;
claim stable: routing is stable;

matrix reach under any 1 failure and when er2 down {
    key F = via hub.fw;
    key G = via hub.fw or hub.plain avoiding er2 within 4 hops;
    severity high;
    columns hub spoke1 internet dc.vm;
    hub      . Y > F;
    spoke1   Y . X S;
    internet N X . G;
    dc.vm    Y Y N .;
    owner  "network team";
    expect proved;
}

expect error F19, F18, F101;
waive cut until 2027-01-31 reason "old router" ticket "NET-42";
waive reach/spoke1/* until 2028-02-29 reason "to be rebuilt";
waive reach/hub/dc.vm until 2028-02-29 reason "to be rebuilt";
