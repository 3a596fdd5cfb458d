/*
 * Clouds: hub-and-spoke networks, plain, behind a firewall, and in several regions. All claims are true.
 */
#include "bench/designs/generate.h"

#include <stdio.h>

/* The i-th /24 of 10.(second).0.0 and what follows it. */
static void print_prefix(int second, int i)
{
    printf("10.%d.%d.0/24", second + i / 250, i % 250);
}

static void print_spoke(const void *context, int i)
{
    (void)context;
    printf("spoke%d", i);
}

void print_hub_and_spoke(int spokes, int branches)
{
    printf("design hub-and-spoke \"%d spokes, %d branches\";\n\n", spokes, branches);
    puts("site vnet hub {\n"
         "    prefix 10.0.0.0/16;\n"
         "    gateway expressroute er-gw;\n"
         "    gateway vpn vpn-gw;\n"
         "}\n"
         "site onprem on-prem {\n"
         "    prefix 172.16.0.0/16;\n"
         "    router r1 { asn 65010; }\n"
         "    router r2 { asn 65010; }\n"
         "}\n"
         "circuit er;\n"
         "connect hub.er-gw <-> er;\n"
         "connect on-prem.r1 <-> er;\n"
         "connect on-prem.r2 <-> er;\n");
    for (int i = 0; i < branches; i++) {
        printf("site onprem branch%d { prefix 192.168.%d.0/24; router r { asn %d; } }\n", i, i, 65100 + i);
        printf("connect branch%d.r <-> hub.vpn-gw;\n", i);
    }
    puts("");
    for (int i = 0; i < spokes; i++) {
        printf("site vnet spoke%d { prefix ", i);
        print_prefix(1, i);
        printf("; }\npeering hub <-> spoke%d { hub { allow-gateway-transit; } spoke%d { use-remote-gateways; "
               "} }\n",
               i, i);
    }
    puts("");
    print_group("spokes", spokes, NULL, print_spoke, NULL);
    puts("\n"
         "claim apart:    spokes cannot reach spokes;\n"
         "claim survives: spokes can reach on-prem under any 1 failure;");
}

/* ---- behind a firewall ---- */

static void print_covered(int spokes)
{
    for (int i = 1; i <= spokes; i++) {
        if (i > 1)
            fputs(i % 8 == 1 ? ",\n        " : ", ", stdout);
        print_prefix(2, i);
    }
}

static void print_firewalled_spoke(int i)
{
    printf("site vnet spoke%d {\n    prefix ", i);
    print_prefix(2, i);
    fputs(";\n    subnet servers ", stdout);
    print_prefix(2, i);
    puts(" { route-table through-firewall; security-group web; }\n"
         "    route-table through-firewall {\n"
         "        gateway-propagation off;\n"
         "        route 0.0.0.0/0 -> appliance hub.fw;\n"
         "    }\n"
         "    security-group web {\n"
         "        inbound { 100 allow tcp from 10.128.0.0/16 port 443; 4096 deny any from any; }\n"
         "    }\n"
         "}");
    printf("peering hub <-> spoke%d {\n"
           "    hub { allow-gateway-transit; }\n"
           "    spoke%d { use-remote-gateways; allow-forwarded-traffic; }\n"
           "}\n",
           i, i);
}

static void print_firewalled_member(const void *context, int i)
{
    print_spoke(context, i + 1);
}

void print_firewalled_hub(int spokes, int failures)
{
    printf("design firewalled-hub \"%d spokes behind a firewall\";\n\n", spokes);
    fputs("site vnet hub {\n"
          "    prefix 10.1.0.0/16;\n"
          "    subnet GatewaySubnet       10.1.0.0/27  { route-table from-gateway; }\n"
          "    subnet AzureFirewallSubnet 10.1.1.0/26  { route-table out; }\n"
          "    subnet shared              10.1.2.0/24;\n"
          "    gateway vpn gw;\n"
          "    appliance fw 10.1.1.4 {\n"
          "        instances 2;\n"
          "        public 203.0.113.4;\n"
          "        snat 10.0.0.0/8;\n"
          "        rules {\n"
          "            allow tcp from office to spokes port 443;\n"
          "            allow tcp from spokes to office port 443;\n"
          "            allow any from spokes to internet;\n"
          "        }\n"
          "    }\n"
          "    route-table out          { route 0.0.0.0/0 -> internet; }\n"
          "    route-table from-gateway { route ",
          stdout);
    print_covered(spokes);
    puts(" -> appliance fw; }\n"
         "}\n"
         "site onprem office {\n"
         "    prefix 10.128.0.0/16;\n"
         "    router ce1 { asn 65010; }\n"
         "    router ce2 { asn 65010; }\n"
         "}\n"
         "connect office.ce1 <-> hub.gw;\n"
         "connect office.ce2 <-> hub.gw;\n");
    for (int i = 1; i <= spokes; i++)
        print_firewalled_spoke(i);
    puts("");
    print_group("spokes", spokes, NULL, print_firewalled_member, NULL);
    char under[32] = "";
    if (failures > 0)
        snprintf(under, sizeof under, " under any %d failure%s", failures, failures > 1 ? "s" : "");
    printf("\n"
           "claim to-office:   spokes can reach office on tcp 443 via hub.fw%s;\n"
           "claim apart:       spokes cannot reach spokes%s;\n"
           "claim to-internet: spokes can reach internet via hub.fw%s;\n",
           under, under, under);
}

/* ---- several regions ---- */

/* Region r has 10.(16 r).0.0/12, its data centre 172.(16 + r).0.0/16. Hub and data centre use the region's own circuit
 * and, behind it, that of the next region. */
static void print_region(int r, int next, int spokes)
{
    printf("# ---- region %d ----\n\n", r);
    printf("site vnet hub%d { region region%d; prefix 10.%d.0.0/16; gateway expressroute er-gw { "
           "accept-remote-vnets "
           "off; } }\n",
           r, r, 16 * r);
    printf("site onprem dc%d { prefix 172.%d.0.0/16; router r1 { asn %d; } router r2 { asn %d; } }\n", r,
           16 + r, 65001 + r, 65001 + r);
    printf("circuit er%d;\n", r);
    printf("connect hub%d.er-gw <-> er%d { weight 10; }\n", r, r);
    printf("connect hub%d.er-gw <-> er%d;\n", r, next);
    printf("connect dc%d.r1 <-> er%d;\n", r, r);
    printf("connect dc%d.r2 <-> er%d { dc%d.r2 { prepend 2; local-preference 50; } }\n", r, next, r);
    for (int i = 0; i < spokes; i++) {
        printf("site vnet spoke%d-%d { region region%d; prefix ", r, i, r);
        print_prefix(16 * r + 1, i);
        printf("; }\npeering hub%d <-> spoke%d-%d { hub%d { allow-gateway-transit; } spoke%d-%d { "
               "use-remote-gateways; } }\n",
               r, r, i, r, r, i);
    }
    puts("");
}

static void print_regional_spoke(const void *context, int i)
{
    printf("spoke%d-%d", *(const int *)context, i);
}

void print_regions(int regions, int spokes)
{
    printf("design regions \"%d regions with %d spokes each\";\n\n", regions, spokes);
    for (int r = 0; r < regions; r++) {
        char name[32];
        print_region(r, (r + 1) % regions, spokes);
        snprintf(name, sizeof name, "spokes%d", r);
        print_group(name, spokes, NULL, print_regional_spoke, &r);
        puts("");
    }
    for (int r = 0; r < regions; r++) {
        int next = (r + 1) % regions;
        printf("claim on-prem%d:   spokes%d can reach dc%d under any 1 failure;\n", r, r, r);
        if (regions > 2 || r == 0) /* both ways is one claim */
            printf("claim apart%d:     spokes%d and spokes%d are isolated under any 1 failure;\n", r, r,
                   next);
        printf("claim symmetric%d: spoke%d-0 and dc%d are symmetric under any 1 failure;\n", r, r, r);
    }
}
