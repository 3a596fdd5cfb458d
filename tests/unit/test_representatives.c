/*
 * may-advertise: do the prefixes and AS paths that stand for a range stand for all of it? Small designs with filters are
 * drawn, each with a range and with one prefix of it; what is refuted for the one, with some AS path, must not be proved
 * for the range. Also what announcers look like in the route network.
 */
#include "solver/solver.h"
#include "tests/unit/chance.h"
#include "tests/unit/design.h"

/* ---- drawing ---- */

/* Prefixes inside `prefix` of these lengths. */
struct window {
    struct prefix prefix;
    uint8_t from, to;
};

struct drawing {
    struct buf sites, links, claims;
    struct addr host;      /* of site c, whose prefix is the /20 around it */
    const char *ranges[2]; /* by announcer: what it may announce, as text, */
    struct window may[2];  /* and as a window; */
    struct window let[2];  /* and what the neighbour lets in */
    uint32_t announcers;
};

static struct prefix parsed(const char *text)
{
    struct prefix p = {{0, 0, ADDR_IPV4}, 0};
    bool host_bits;
    assert_true(prefix_parse(text, strlen(text), &p, &host_bits));
    return p;
}

/* One of c's two hosts, or any other address of the site. */
static struct addr draw_address(const struct drawing *d)
{
    struct addr a = prefix_of(d->host, 24).address;
    uint32_t kind = chance(3);
    if (kind == 0)
        return d->host;
    if (kind == 1)
        a.low += 200;
    else
        a.low = prefix_of(d->host, 20).address.low + chance(1 << 12);
    return a;
}

static struct prefix draw_around(const struct drawing *d)
{
    return prefix_of(draw_address(d), (uint8_t)(one_in(4) ? 8 + chance(12) : 18 + chance(8)));
}

/* "P" now and then, else "P ge N le M", where M is not much more than N. */
static struct window draw_range(struct drawing *d)
{
    char text[PREFIX_TEXT_MAX];
    struct prefix p = draw_around(d);
    uint32_t from = p.length + chance(33u - p.length), left = 33 - from;
    uint32_t to = from + chance(left > 4 ? 4 : left);
    buf_add(&d->links, prefix_print(p, text));
    if (one_in(6))
        return (struct window){p, p.length, p.length};
    buf_printf(&d->links, " ge %u le %u", from, to);
    return (struct window){p, (uint8_t)from, (uint8_t)to};
}

/* Something is kept out, often all that is in a prefix around a host. */
static void draw_policy(struct drawing *d)
{
    char text[PREFIX_TEXT_MAX];
    buf_add(&d->links, "policy p {\n");
    for (uint32_t i = 1 + chance(2); i > 0; i--) {
        buf_add(&d->links, "    deny prefix ");
        if (one_in(3))
            draw_range(d);
        else
            buf_printf(&d->links, "%s le 32",
                       prefix_print(prefix_of(d->host, (uint8_t)(21 + chance(8))), text));
        buf_add(&d->links, ";\n");
    }
    buf_printf(&d->links, "    permit%s;\n}\n", one_in(2) ? " set local-preference 150" : "");
}

/* The block of a router that hears somebody, with a filter or without. Returns what it lets in. */
static struct window draw_end(struct drawing *d, const char *end, bool policy, bool filter)
{
    struct window let = {parsed("0.0.0.0/0"), 0, 32};
    buf_printf(&d->links, "    %s { advertise all; ", end);
    if (filter) {
        buf_add(&d->links, "accept ");
        let = draw_range(d);
        buf_add(&d->links, "; ");
    }
    if (policy)
        buf_add(&d->links, "policy in p; ");
    else if (one_in(3))
        buf_printf(&d->links, "local-preference %u; ", 50 + 100 * chance(2));
    if (one_in(3))
        buf_printf(&d->links, "prepend %u; ", 1 + chance(2));
    buf_add(&d->links, "}\n");
    return let;
}

static void draw_announcer(struct drawing *d, const char *to, bool policy)
{
    static const struct {
        const char *text, *prefix;
        uint8_t from, to;
    } wide[] = {{"10.0.0.0/8 le 32", "10.0.0.0/8", 8, 32},
                {"0.0.0.0/0 le 32", "0.0.0.0/0", 0, 32},
                {"10.3.0.0/16 le 28", "10.3.0.0/16", 16, 28},
                {"10.2.0.0/15 ge 17 le 26", "10.2.0.0/15", 17, 26},
                {"0.0.0.0/0 le 17", "0.0.0.0/0", 0, 17}};
    uint32_t n = d->announcers++, w = chance(sizeof wide / sizeof *wide);
    d->ranges[n] = wide[w].text;
    d->may[n] = (struct window){parsed(wide[w].prefix), wide[w].from, wide[w].to};
    buf_printf(&d->sites,
               "site onprem n%u { prefix 10.%u.0.0/16; host pc 10.%u.0.10; router r { asn 6500%u; } }\n", n,
               9 + n, 9 + n, 7 + n);
    buf_printf(&d->links, "connect n%u.r <-> %s {\n    n%u.r { %smay-advertise @%u; }\n", n, to, n,
               one_in(3) ? "advertise all; " : "", n);
    d->let[n] = draw_end(d, to, policy, !one_in(6));
    buf_add(&d->links, "}\n");
}

static void draw_link(struct drawing *d, const char *a, const char *b)
{
    buf_printf(&d->links, "connect %s <-> %s {\n", a, b);
    draw_end(d, a, false, false);
    draw_end(d, b, false, false);
    buf_add(&d->links, "}\n");
}

static void draw_claims(struct drawing *d)
{
    buf_add(&d->claims, "claim site: a can send to c;\nclaim host: a.pc can send to c.pc;\n"
                        "claim twin: a.pc can send to c.twin;\nclaim back: c can reach a;\n"
                        "claim way: path from a to c is a.r, c.r;\nclaim away: a cannot send to n0;\n"
                        "claim short: a can send to c within 4 hops;\n");
    char text[PREFIX_TEXT_MAX];
    for (uint32_t i = 0; i < 2; i++)
        buf_printf(&d->claims, "claim not%u: a.r does not learn %s from n0.r;\n", i,
                   prefix_print(draw_around(d), text));
    buf_printf(&d->claims, "claim picks: a.r selects %s from c.r;\n",
               prefix_print(prefix_of(d->host, 20), text));
    struct prefix part = prefix_of(draw_address(d), (uint8_t)(21 + chance(8)));
    buf_printf(&d->claims, "claim part: a can send to %s;\n", prefix_print(part, text));
}

static void draw(struct drawing *d)
{
    bool policy = one_in(2);
    uint32_t third = one_in(2) ? 1 : 65;
    d->host = parsed(third == 1 ? "10.3.1.10/32" : "10.3.65.10/32").address;
    buf_add(&d->sites, "site onprem a { prefix 10.1.0.0/16; host pc 10.1.0.10; router r { asn 65001; } }\n");
    buf_printf(
        &d->sites,
        "site onprem c { prefix 10.3.%u.0/20, 10.3.80.0/22; host pc 10.3.%u.10; host twin 10.3.%u.200; "
        "router r { asn 65003; } }\n",
        third - 1, third, third);
    if (policy)
        draw_policy(d);
    draw_announcer(d, "a.r", policy);
    if (one_in(3))
        draw_announcer(d, one_in(2) ? "c.r" : "a.r", false);
    draw_link(d, "a.r", "c.r");
    if (one_in(2)) {
        buf_add(&d->sites,
                "site onprem b { prefix 10.4.0.0/16; host pc 10.4.0.10; router r { asn 65002; } }\n");
        draw_link(d, "a.r", "b.r");
        draw_link(d, "b.r", "c.r");
        buf_add(&d->claims, "claim third: b can send to c;\n");
    }
    draw_claims(d);
}

/* A prefix that announcer n may announce; mostly one that its neighbour lets in. */
static void draw_prefix(const struct drawing *d, uint32_t n, char *out)
{
    struct window may = d->may[n], let = d->let[n];
    struct prefix p = prefix_covers(may.prefix, let.prefix) ? let.prefix : may.prefix;
    uint8_t from = let.from > may.from ? let.from : may.from, to = let.to < may.to ? let.to : may.to;
    if (from > to || from < p.length || one_in(8)) {
        p = may.prefix;
        from = may.from;
        to = may.to;
    }
    struct addr near = draw_address(d);
    if (prefix_holds(p, near))
        p.address = near;
    else if (p.length >= 8 && p.length < 32)
        p.address.low += chance(1u << (32 - p.length));
    prefix_print(prefix_of(p.address, (uint8_t)(from + chance((uint32_t)(to - from + 1)))), out);
}

/* The design with these lists in the place of "@0" and "@1". */
static struct compilation *compiled(const struct drawing *d, const char *const *lists)
{
    struct buf text = {0};
    struct buf whole = {0};
    buf_printf(&whole, "%s%s%s", buf_text(&d->sites), buf_text(&d->links), buf_text(&d->claims));
    for (const char *c = buf_text(&whole); *c; c++) {
        if (*c == '@')
            buf_add(&text, lists[*++c - '0']);
        else
            buf_add_bytes(&text, c, 1);
    }
    struct compilation *c = design_good(buf_text(&text));
    buf_free(&text);
    buf_free(&whole);
    return c;
}

static const struct verdict *verdicts_of(struct compilation *c, const struct ir *ir)
{
    struct solver_options options = {.jobs = 1};
    return solver_verify(c->arena, ir, c->claims, NULL, &options, NULL);
}

/* Paths of unknown numbers get so many more. */
static const struct ir *with_longer_paths(struct compilation *c, uint32_t more)
{
    struct ir *copy = arena_new(c->arena, struct ir);
    struct ir_origin *origins = arena_array(c->arena, struct ir_origin, c->ir->origin_count);
    uint32_t *path = arena_array(c->arena, uint32_t, 100);
    for (uint32_t i = 0; i < 100; i++)
        path[i] = IR_ASN_UNKNOWN;
    for (uint32_t i = 0; i < c->ir->origin_count; i++) {
        origins[i] = c->ir->origins[i];
        bool unknown = origins[i].as_path_count == 0 || origins[i].as_path[0] == IR_ASN_UNKNOWN;
        if (c->ir->tables[origins[i].table].kind != IR_ANNOUNCER || !unknown)
            continue;
        origins[i].as_path = path;
        origins[i].as_path_count += more;
    }
    *copy = *c->ir;
    copy->origins = origins;
    return copy;
}

/* Returns how many claims are refuted for the prefix, and in *proved how many of the range are proved. */
static uint32_t compare(const struct drawing *d, struct compilation *range, const struct verdict *of_range,
                        uint32_t round)
{
    char texts[2][PREFIX_TEXT_MAX] = {"", ""};
    const char *lists[] = {texts[0], texts[1]};
    for (uint32_t n = 0; n < d->announcers; n++)
        draw_prefix(d, n, texts[n]);
    struct compilation *one = compiled(d, lists);
    const struct verdict *of_one = verdicts_of(one, one_in(3) ? with_longer_paths(one, chance(30)) : one->ir);
    uint32_t refuted = 0;
    assert_int_equal(one->claims->count, range->claims->count);
    for (uint32_t i = 0; i < range->claims->count; i++) {
        refuted += of_one[i].outcome == OUTCOME_REFUTED;
        if (of_one[i].outcome == OUTCOME_REFUTED && of_range[i].outcome == OUTCOME_PROVED)
            fail_msg("round %u: `%s` is refuted for %s %s and proved for %s %s:\n%s%s%s", round,
                     range->claims->at[i].text, texts[0], texts[1], d->ranges[0],
                     d->ranges[1] ? d->ranges[1] : "", buf_text(&d->sites), buf_text(&d->links),
                     buf_text(&d->claims));
    }
    design_free(one);
    return refuted;
}

static void test_stands_for_all(void **state)
{
    (void)state;
    uint32_t rounds = number_from("REPRESENTATIVES_ROUNDS", 5), proved = 0, refuted = 0;
    uint32_t first = number_from("REPRESENTATIVES_FIRST", 1);
    for (uint32_t round = first; round < first + rounds; round++) {
        struct drawing d = {0};
        chance_start(round);
        draw(&d);
        struct compilation *range = compiled(&d, d.ranges);
        const struct verdict *of_range = verdicts_of(range, range->ir);
        for (uint32_t i = 0; i < range->claims->count; i++)
            proved += of_range[i].outcome == OUTCOME_PROVED;
        for (uint32_t i = 0; i < 4; i++)
            refuted += compare(&d, range, of_range, round);
        design_free(range);
        buf_free(&d.sites);
        buf_free(&d.links);
        buf_free(&d.claims);
    }
    assert_true(proved > 0 && refuted > 0);
}

/* ---- what comes of one statement ---- */

static const char small[] =
    "site onprem a { prefix 10.1.0.0/16; host pc 10.1.0.10; router r { asn 65001; } }\n"
    "site onprem b { prefix 10.2.0.0/16; router r { asn 65002; } }\n"
    "connect a.r <-> b.r { a.r { accept 10.0.0.0/8 le 24; prepend 2; } b.r { prepend 3; may-advertise %s; } "
    "}\n"
    "%s";

/* How many announcements `list` comes to beside `claim`, and how many of them have the prefix. */
static uint32_t announcements_beside(const char *claim, const char *list, const char *prefix, uint32_t *paths)
{
    struct buf text = {0};
    buf_printf(&text, small, list, claim);
    struct compilation *c = design_good(buf_text(&text));
    uint32_t count = 0, known = ir_find_prefix(c->ir, parsed(prefix));
    *paths = 0;
    for (uint32_t i = 0; i < c->ir->origin_count; i++) {
        const struct ir_origin *o = &c->ir->origins[i];
        if (c->ir->tables[o->table].kind != IR_ANNOUNCER)
            continue;
        count++;
        *paths += o->prefix == known;
        assert_int_equal(c->ir->tables[o->table].speaker, ir_find_table(c->ir, "b.r"));
        assert_true(o->control_only);
    }
    design_free(c);
    buf_free(&text);
    return count;
}

static uint32_t announcements(const char *list, const char *prefix, uint32_t *paths)
{
    return announcements_beside("", list, prefix, paths);
}

/* Nobody else has the prefix: one path. Somebody has: all lengths up to one more than the longest path, of 3 and 4. */
static void test_paths(void **state)
{
    (void)state;
    uint32_t paths;
    assert_int_equal(announcements("10.5.0.0/16", "10.5.0.0/16", &paths), 0); /* nobody is there */
    assert_int_equal(announcements("10.1.4.0/24", "10.1.4.0/24", &paths), 1);
    assert_int_equal(announcements("10.1.0.0/16", "10.1.0.0/16", &paths), 9);
    assert_int_equal(paths, 9);
}

/* Lengths are cut at the site's prefix and at the filter's bound. What the filter refuses is left out, unless a claim
 * asks for it. */
static void test_lengths(void **state)
{
    (void)state;
    uint32_t paths;
    announcements("10.0.0.0/8 le 32", "10.1.0.10/32", &paths);
    assert_int_equal(paths, 0);
    announcements_beside("claim asks: b.r does not advertise 10.1.0.0/16 to a.r;", "10.0.0.0/8 le 32",
                         "10.1.0.10/32", &paths);
    assert_int_equal(paths, 1);
    announcements("10.0.0.0/8 le 32", "10.1.0.0/24", &paths);
    assert_int_equal(paths, 1);
    announcements("10.0.0.0/8 le 32", "10.1.0.0/25", &paths);
    assert_int_equal(paths, 0);
    announcements("10.0.0.0/8 le 32", "10.0.0.0/15", &paths);
    assert_int_equal(paths, 1);
}

/* The announcer's session stands beside the speaker's: same receiver, guard and filters, hop to the speaker, and nothing
 * goes back over the connection. Its own number is in front once, whatever `prepend` says. */
static void test_session(void **state)
{
    (void)state;
    struct buf text = {0};
    buf_printf(&text, small, "10.0.0.0/8", "");
    struct compilation *c = design_good(buf_text(&text));
    uint32_t a = ir_find_table(c->ir, "a.r"), b = ir_find_table(c->ir, "b.r"), found = 0;
    for (uint32_t i = 0; i < c->ir->session_count; i++) {
        const struct ir_session *s = &c->ir->sessions[i];
        if (c->ir->tables[s->from].kind != IR_ANNOUNCER)
            continue;
        found++;
        assert_int_equal(s->to, a);
        assert_int_equal(s->hop.target, b);
        assert_true(s->loop_check);
        assert_int_equal(s->export_edit.prepend_asn, 65002);
        assert_int_equal(s->export_edit.prepend_count, 1);
        assert_int_equal(c->ir->sessions[s->reverse].from, a);
        assert_int_equal(c->ir->sessions[s->reverse].to, b);
    }
    assert_int_equal(found, 1);
    design_free(c);
    buf_free(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_stands_for_all),
        cmocka_unit_test(test_paths),
        cmocka_unit_test(test_lengths),
        cmocka_unit_test(test_session),
    };
    return cmocka_run_group_tests_name("representatives", tests, NULL, NULL);
}
