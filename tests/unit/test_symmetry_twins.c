/*
 * Sites that are alike but for one statement are not exchangeable: every statement of a site with much in it is changed,
 * one at a time, in the second of three. What a field of ir.h says is in some fact (symmetry_facts.c) when each of these changes
 * tells the second site from the others.
 */
#include "base/buf.h"
#include "solver/symmetry.h"
#include "tests/unit/design.h"

/* `@` is the number of the site. */
static const char vnet[] =
    "site vnet s@ { region r1; prefix 10.@.0.0/24, fd00:@::/64;\n"
    "  subnet a 10.@.0.0/26 { route-table t; security-group g; service-endpoint 20.60.0.0/16;\n"
    "    host h 10.@.0.4 { security-group n; } host k 10.@.0.5; }\n"
    "  subnet b 10.@.0.64/26;\n"
    "  appliance fw 10.@.0.70 { instances 2; snat 172.16.0.0/12;\n"
    "    rules { 10 allow tcp from any to any port 443; 20 dnat tcp to s@.fw port 80 -> 10.@.0.4 port 8080;\n"
    "      30 deny icmp from hub; 40 allow icmp; } }\n"
    "  appliance nva 10.@.0.71 { stateful tcp, udp; }\n"
    "  load-balancer lb 10.@.0.72 { backend fw; }\n"
    "  route-table t { gateway-propagation off; route 172.16.0.0/16 -> appliance fw; route 10.99.0.0/16 -> "
    "none; }\n"
    "  security-group g { inbound { 100 allow tcp from virtual-network port 443; 200 allow icmp from any to "
    "s@.h;\n"
    "      300 deny any from office; } outbound { 100 deny udp to 172.16.0.0/12; } }\n"
    "  security-group n { inbound { 100 deny tcp from any port 22; 4096 allow; } } }\n"
    "peering hub -> s@ { allow-gateway-transit; allow-forwarded-traffic ?; }\n"
    "peering s@ -> hub { use-remote-gateways; allow-forwarded-traffic; }\n";

static const char published[] =
    "site vnet s@ { prefix 10.@.0.0/24; host h 10.@.0.4 { public 20.0.@.4; } host k 10.@.0.5;\n"
    "  appliance fw 10.@.0.70 { public 20.0.@.70; snat always; rules { dnat tcp to s@.fw port 80 -> "
    "10.@.0.4; } }\n"
    "  load-balancer lb 10.@.0.72 { backend h; public 20.0.@.72; } }\n"
    "peering s@ <-> hub;\n";

static const char onprem[] =
    "site onprem s@ { prefix 10.@.0.0/24, fd00:@::/64; host h 10.@.0.4 { public 20.0.@.4; }\n"
    "  subnet a 10.@.0.0/26 { router r1; } subnet b 10.@.0.64/26;\n"
    "  router r1 { asn 65099; default-route; originate 10.@.0.0/24, 10.200.0.0/16; address 10.@.0.30; }\n"
    "  router r2 { asn 65099; default-route; } router r3 { asn 65099; default-route; }\n"
    "  link r1 <-> r2 { cost 10; delay 2ms; } link r2 <-> r3; }\n"
    "connect s@.r1 <-> office.r { delay 3ms; bgp; s@.r1 { advertise own, 10.0.0.0/8 ge 16 le 24;\n"
    "  accept 10.0.0.0/8 le 24, 172.16.0.0/12; local-preference 200; prepend 2; weight 10; med 5;\n"
    "  community 65010:1; strip 65098; policy in pa; policy out pb; may-advertise 10.100.0.0/24; } }\n"
    "connect s@.r3 <-> hub.gw { bgp; s@.r3 { as-override; advertise all; } }\n"
    "connect s@.r2 <-> office.r { static; s@.r2 { static 172.18.0.0/16; } office.r { static 10.@.0.0/24; } "
    "}\n"
    "connect s@.r2 <-> er.primary { s@.r2 { local-preference 150; } }\n";

static const char around[] =
    "policy pa { deny prefix 10.66.0.0/16 ge 17 le 24; permit community 65010:2 set local-preference 250; "
    "permit; }\n"
    "policy pb { deny as-path 65098; permit set med 7; }\n"
    "policy pc { deny prefix 10.66.0.0/16 ge 17 le 25; permit community 65010:2 set local-preference 250; "
    "permit; }\n"
    "policy pd { deny prefix 10.66.0.0/16 ge 17 le 24; permit community 65010:2 set local-preference 251; "
    "permit; }\n"
    "policy pe { deny prefix 10.66.0.0/16 ge 17 le 24; permit community 65010:1 set local-preference 250; "
    "permit; }\n"
    "policy pf { deny as-path 65097; permit set med 7; }\n"
    "policy ph { deny as-path 65098; permit set med 8; }\n"
    "policy pi { deny as-path 65098; permit prepend 1 set med 7; }\n"
    "policy pj { deny as-path 65098; permit strip 65097 set med 7; }\n"
    "policy pk { deny as-path 65098; permit remove community 65010:1 set med 7; }\n"
    "policy pl { deny as-path 65098; permit add community 65010:2 set med 7; }\n"
    "policy pm { deny as-path 65098; permit set next-hop 10.100.1.4 set med 7; }\n"
    "site vnet hub { region r1; prefix 10.100.0.0/16; host vm 10.100.0.4; gateway vpn gw; appliance fw "
    "10.100.1.4;\n"
    "  appliance other 10.100.1.5; gateway expressroute eg; }\n"
    "site vnet side { region r1; prefix 10.101.0.0/16; }\n"
    "site onprem office { prefix 172.16.0.0/16; router r { asn 65010; } host pc 172.16.0.4; }\n"
    "circuit er;\nconnect hub.eg <-> er;\nconnect office.r <-> hub.gw { bgp; }\n";

struct change {
    const char *what,
        *with; /* in the text of the second site; `what` NULL: `with` is a declaration beside it */
};

static const struct change vnet_changes[] = {
    {"10.@.0.0/24, ", "10.@.0.0/24, 10.@.1.0/24, "},
    {", fd00:@::/64", ""},
    {"fd00:@::/64", "fd00:@::/63"},
    {"a 10.@.0.0/26", "a 10.@.0.0/27"},
    {"route-table t; security-group g;", "security-group g;"},
    {"route-table t; security-group g;", "route-table t;"},
    {"service-endpoint 20.60.0.0/16;", ""},
    {"service-endpoint 20.60.0.0/16;", "service-endpoint 20.60.0.0/17;"},
    {"host h 10.@.0.4 { security-group n; }", "host h 10.@.0.4;"},
    {"{ security-group n; }", "{ public 20.0.@.4; security-group n; }"},
    {"host k 10.@.0.5;", "host k 10.@.0.5 { public 20.0.@.5; }"},
    {"b 10.@.0.64/26;", "b 10.@.0.64/26 { security-group g; }"},
    {"instances 2;", "instances 2; public 20.0.@.70;"},
    {"instances 2;", "instances 3;"},
    {"instances 2;", "instances 2; forwarding ?;"},
    {"instances 2;", "instances 2; forwarding off;"},
    {"stateful tcp, udp;", ""},
    {"stateful tcp, udp;", "stateful tcp;"},
    {"snat 172.16.0.0/12;", ""},
    {"snat 172.16.0.0/12;", "snat always;"},
    {"snat 172.16.0.0/12;", "snat 172.16.0.0/13;"},
    {"allow tcp from any to any port 443", "deny tcp from any to any port 443"},
    {"10 allow tcp from any to any port 443", "10 allow tcp from any to any port 444"},
    {"10 allow tcp from any to any port 443", "10 allow tcp from internet to any port 443"},
    {"10 allow tcp from any to any port 443", "10 allow tcp from virtual-network to any port 443"},
    {"10 allow tcp from any to any port 443", "10 allow tcp from hub to any port 443"},
    {"10 allow tcp from any to any port 443", "50 allow tcp from any to any port 443"},
    {"-> 10.@.0.4 port 8080", "-> 10.@.0.4 port 8081"},
    {"-> 10.@.0.4 port 8080", "-> 10.@.0.5 port 8080"},
    {"-> 10.@.0.4 port 8080", "-> 10.@.0.4"},
    {"port 80 ->", "port 81 ->"},
    {"from hub;", "from office;"},
    {"backend fw;", "backend nva;"},
    {"backend fw;", "backend fw, nva;"},
    {"backend fw;", "backend h, k;"},
    {"backend fw;", "backend fw; public 20.0.@.72;"},
    {"gateway-propagation off;", ""},
    {"gateway-propagation off;", "gateway-propagation ?;"},
    {"route 172.16.0.0/16 -> appliance fw;", "route 172.16.0.0/16 -> appliance nva;"},
    {"route 172.16.0.0/16 -> appliance fw;", "route 172.16.0.0/16 -> appliance lb;"},
    {"route 172.16.0.0/16 -> appliance fw;", "route 172.16.0.0/16 -> appliance hub.fw;"},
    {"route 172.16.0.0/16 -> appliance fw;", "route 172.16.0.0/17 -> appliance fw;"},
    {"-> none;", "-> internet;"},
    {"-> none;", "-> vnet;"},
    {"from virtual-network port", "from any port"},
    {"to s@.h;", "to s@.k;"},
    {"to s@.h;", "to any;"},
    {"to s@.h;", "to 10.@.0.4/31;"},
    {"300 deny any from office;", ""},
    {"300 deny any from office;", "300 deny any from internet;"},
    {"300 deny any from office;", "300 deny any from office port 1-1024;"},
    {"100 deny udp to 172.16.0.0/12;", "100 deny udp to 172.16.0.0/13;"},
    {"100 deny udp to 172.16.0.0/12;", "100 deny tcp to 172.16.0.0/12;"},
    {"100 deny tcp from any port 22; 4096 allow;", "100 deny tcp from any port 22;"},
    {"{ allow-gateway-transit;", "{ allow-gateway-transit ?;"},
    {"{ allow-gateway-transit;", "{ allow-gateway-transit; allow-vnet-access off;"},
    {"{ allow-gateway-transit;", "{ allow-gateway-transit; allow-vnet-access ?;"},
    {"allow-forwarded-traffic ?;", "allow-forwarded-traffic;"},
    {"allow-forwarded-traffic ?;", ""},
    {"use-remote-gateways;", "use-remote-gateways ?;"},
    {"use-remote-gateways;", ""},
    {"gateways; allow-forwarded-traffic;", "gateways; allow-forwarded-traffic; allow-vnet-access off;"},
    {"gateways; allow-forwarded-traffic;", "gateways;"},
    {NULL, "peering s@ <-> side;\n"},
    {NULL, "site vnet odd { region r1; prefix 10.102.0.0/16; subnet a 10.102.0.0/24 { route-table t; }"
           " route-table t { route 10.@.0.0/24 -> none; } }\n"},
    {NULL, "site vnet odd { region r1; prefix 10.102.0.0/16; subnet a 10.102.0.0/24 { route-table t; }"
           " route-table t { route 10.@.0.0/27 -> none; } }\n"},
    {NULL, "site vnet odd { prefix 10.102.0.0/16; appliance f 10.102.0.4 { snat 10.@.0.0/24; } }\n"},
    {NULL,
     "site vnet odd { prefix 10.102.0.0/16; appliance f 10.102.0.4 { rules { deny any to s@.h; } } }\n"},
    {NULL, "site onprem odd { prefix 10.@.0.128/25; router r { asn 65020; } }\n"},
};

static const struct change published_changes[] = {
    {" { public 20.0.@.4; }", ";"},
    {"public 20.0.@.70;", ""},
    {"public 20.0.@.72;", ""},
    {"10.@.0.5;", "10.@.0.5 { public 20.0.@.5; }"},
    {"h 10.@.0.4 { public 20.0.@.4; } host k 10.@.0.5;", "h 10.@.0.4; host k 10.@.0.5 { public 20.0.@.5; }"},
    {"snat always;", ""},
    {"-> 10.@.0.4;", "-> 10.@.0.5;"},
    {"-> 10.@.0.4;", "-> 20.0.@.72;"},
    {"backend h;", "backend k;"},
    {"backend h;", "backend fw;"},
    {NULL, "site vnet odd { prefix 10.102.0.0/16; appliance f 10.102.0.4 { public 20.1.1.1;"
           " rules { dnat tcp from any to odd.f port 80 -> 20.0.@.4; } } }\n"},
    {NULL, "site onprem odd { prefix 10.102.0.0/24; router r { asn 65020; originate 10.102.0.0/24, "
           "20.0.@.0/24; } }\n"
           "connect odd.r <-> hub.gw { bgp; }\n"},
};

static const struct change onprem_changes[] = {
    {"10.@.0.0/24, fd00", "10.@.0.0/24, 10.@.1.0/24, fd00"},
    {", fd00:@::/64", ""},
    {"host h 10.@.0.4 { public 20.0.@.4; }", "host h 10.@.0.4;"},
    {"{ router r1; }", "{ router r2; }"},
    {"{ router r1; }", "{ router r1, r2; }"},
    {"b 10.@.0.64/26;", "b 10.@.0.64/26 { router r2, r3; }"},
    {"65099; default-route; originate", "65099; originate"},
    {"10.@.0.0/24, 10.200.0.0/16;", "10.@.0.0/24;"},
    {"10.@.0.0/24, 10.200.0.0/16;", "10.@.0.0/25, 10.200.0.0/16;"},
    {"10.200.0.0/16;", "10.200.0.0/15;"},
    {"address 10.@.0.30;", ""},
    {"address 10.@.0.30;", "address 10.@.0.70;"},
    {"r2 { asn 65099; default-route; }", "r2 { asn 65099; }"},
    {"cost 10; delay", "cost 11; delay"},
    {"delay 2ms", "delay 3ms"},
    {"link r2 <-> r3;", "link r2 <-> r3; link r1 <-> r3;"},
    {"delay 3ms;", "delay 4ms;"},
    {"delay 3ms;", "delay 3ms; down;"},
    {"delay 3ms;", "delay 3ms; down ?;"},
    {"advertise own, 10.0.0.0/8 ge 16 le 24;", "advertise own, 10.0.0.0/8 ge 15 le 24;"},
    {"advertise own, 10.0.0.0/8 ge 16 le 24;", "advertise own, 10.0.0.0/8 ge 16 le 25;"},
    {"advertise own, 10.0.0.0/8 ge 16 le 24;", "advertise 10.0.0.0/8 ge 16 le 24;"},
    {"advertise own, 10.0.0.0/8 ge 16 le 24;", "advertise own, 10.0.0.0/9 ge 16 le 24;"},
    {"accept 10.0.0.0/8 le 24, 172.16.0.0/12;", "accept 10.0.0.0/8 le 24;"},
    {"accept 10.0.0.0/8 le 24, 172.16.0.0/12;", "accept 10.0.0.0/8 le 24, 10.@.0.0/25, 172.16.0.0/12;"},
    {"accept 10.0.0.0/8 le 24, 172.16.0.0/12;", ""},
    {"local-preference 200;", "local-preference 201;"},
    {"local-preference 200;", ""},
    {"prepend 2;", "prepend 3;"},
    {"prepend 2;", ""},
    {"weight 10;", "weight 11;"},
    {"weight 10;", ""},
    {"med 5;", "med 6;"},
    {"med 5;", ""},
    {"community 65010:1;", "community 65010:2;"},
    {"community 65010:1;", "community no-export;"},
    {"strip 65098;", "strip 65097;"},
    {"strip 65098;", ""},
    {"policy in pa;", "policy in pc;"},
    {"policy in pa;", "policy in pd;"},
    {"policy in pa;", "policy in pe;"},
    {"policy out pb;", "policy out pf;"},
    {"policy out pb;", "policy out ph;"},
    {"policy out pb;", "policy out pi;"},
    {"policy out pb;", "policy out pj;"},
    {"policy out pb;", "policy out pk;"},
    {"policy out pb;", "policy out pl;"},
    {"policy out pb;", ""},
    {"may-advertise 10.100.0.0/24;", ""},
    {"may-advertise 10.100.0.0/24;", "may-advertise 10.100.0.0/25;"},
    {"may-advertise 10.100.0.0/24;", "may-advertise 10.@.0.0/26;"},
    {"as-override; advertise all;", "advertise all;"},
    {"as-override; advertise all;", "as-override;"},
    {"connect s@.r3 <-> hub.gw { bgp; s@.r3", "connect s@.r2 <-> hub.gw { bgp; s@.r2"},
    {"bgp; s@.r3", "bgp; down ?; s@.r3"},
    {"static 172.18.0.0/16;", "static 172.18.0.0/17;"},
    {"office.r { static 10.@.0.0/24; }", "office.r { static 10.@.0.0/25; }"},
    {"er.primary", "er.secondary"},
    {"er.primary", "er"},
    {NULL, "connect s@.r1 <-> office.r third@ { bgp; }\n"},
    {NULL, "site onprem odd { prefix 10.102.0.0/24; router r { asn 65020; originate 10.102.0.0/24, "
           "10.@.0.0/20; } }\n"
           "connect odd.r <-> hub.gw { bgp; }\n"},
    {NULL, "site onprem odd { prefix 10.102.0.0/24; router r { asn 65020; } }\n"
           "connect odd.r <-> hub.gw { bgp; odd.r { accept 10.@.0.0/24; } }\n"},
    {NULL, "site onprem odd { prefix 10.102.0.0/24; router r { asn 65020; } }\nconnect odd.r <-> hub.gw {"
           " odd.r { may-advertise 10.@.0.0/26; } }\n"},
};

/* `text` with the site's number for `@`, and what is changed. Fails when there is nothing to change. */
static void write_site(struct buf *out, const char *text, const struct change *change, const char *number)
{
    size_t length = change && change->what ? strlen(change->what) : 0;
    bool done = length == 0;
    for (const char *at = text; *at; at++) {
        if (!done && strncmp(at, change->what, length) == 0) {
            write_site(out, change->with, NULL, number);
            at += length - 1;
            done = true;
        } else if (*at == '@') {
            buf_add(out, number);
        } else {
            buf_printf(out, "%c", *at);
        }
    }
    if (!done)
        fail_msg("no `%s` in the site", change->what);
    if (change && !change->what)
        write_site(out, change->with, NULL, number);
}

static uint32_t site_of(const struct ir *ir, const char *name)
{
    for (uint32_t i = 0; i < ir->site_count; i++)
        if (strcmp(ir->sites[i].name, name) == 0)
            return i;
    fail_msg("no site %s", name);
    return IR_NONE;
}

/* Which of the three are alike. */
struct alike {
    bool first_second, first_third;
};

static struct alike alike_with(const char *text, const struct change *change)
{
    static const char *const numbers[] = {"1", "2", "3"};
    struct buf design = {0};
    buf_add(&design, around);
    for (uint32_t i = 0; i < 3; i++)
        write_site(&design, text, i == 1 ? change : NULL, numbers[i]);
    struct compilation *c = design_good(buf_text(&design));
    struct arena *arena = arena_create();
    const struct symmetry *s = symmetry_find(arena, c->ir);
    uint32_t first = s->orbit[site_of(c->ir, "s1")];
    struct alike out = {first != IR_NONE && first == s->orbit[site_of(c->ir, "s2")],
                        first != IR_NONE && first == s->orbit[site_of(c->ir, "s3")]};
    arena_destroy(arena);
    design_free(c);
    buf_free(&design);
    return out;
}

static void check(const char *text, const struct change *changes, uint32_t count)
{
    struct alike none = alike_with(text, NULL);
    assert_true(none.first_second && none.first_third);
    for (uint32_t i = 0; i < count; i++) {
        struct alike is = alike_with(text, &changes[i]);
        if (is.first_second)
            fail_msg("change %u to `%s` goes unnoticed", i, changes[i].with);
        if (!is.first_third)
            fail_msg("with change %u to `%s` the others are not alike", i, changes[i].with);
    }
}

static void test_vnets(void **state)
{
    (void)state;
    check(vnet, vnet_changes, sizeof vnet_changes / sizeof *vnet_changes);
}

static void test_published_sites(void **state)
{
    (void)state;
    check(published, published_changes, sizeof published_changes / sizeof *published_changes);
}

static void test_onprem_sites(void **state)
{
    (void)state;
    check(onprem, onprem_changes, sizeof onprem_changes / sizeof *onprem_changes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_vnets),
        cmocka_unit_test(test_published_sites),
        cmocka_unit_test(test_onprem_sites),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
