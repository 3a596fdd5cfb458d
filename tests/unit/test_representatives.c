/*
 * may-advertise: do the prefixes and AS paths that stand for a range stand for all of it? Small designs with filters are
 * drawn, each with a range and with one prefix of it; what is refuted for the one, with some AS path, must not be proved
 * for the range. Also what announcers look like in the route network.
 */
#include "solver/solver.h"
#include "tests/unit/chance.h"
#include "tests/unit/design.h"

/* ---- drawing ---- */

struct drawing {
    struct buf sites, links, claims;
    const char *ranges[2];
    struct prefix within[2];
    uint8_t from[2], to[2];
    uint32_t announcers;
};

static const char *const spaces[] = {"10.3.0.0/16", "10.3.0.0/20", "10.3.64.0/18"};
static const char *const prefixes[] = {"10.3.0.0/16", "10.3.0.0/20",  "10.3.64.0/18", "10.3.64.0/19",
                                       "10.3.0.0/24", "10.3.64.0/24", "10.2.0.0/15",  "10.0.0.0/12",
                                       "10.1.0.0/16", "10.3.65.0/24", "10.0.0.0/8",   "10.3.96.0/20",
                                       "0.0.0.0/0"};
#define PREFIXES (sizeof prefixes / sizeof *prefixes)

static struct prefix parsed(const char *text)
{
    struct prefix p = {{0, 0, ADDR_IPV4}, 0};
    bool host_bits;
    assert_true(prefix_parse(text, strlen(text), &p, &host_bits));
    return p;
}

/* "P", "P le N", "P ge N", "P ge N le M". */
static void draw_range(struct buf *out)
{
    const char *text = prefixes[chance(PREFIXES)];
    uint32_t length = parsed(text).length, from = length + chance(33 - length), to = from + chance(33 - from);
    buf_add(out, text);
    if (one_in(3))
        return;
    if (one_in(2))
        buf_printf(out, " ge %u", from);
    buf_printf(out, " le %u", to);
}

static void draw_ranges(struct buf *out)
{
    draw_range(out);
    for (uint32_t i = chance(3); i > 0; i--) {
        buf_add(out, ", ");
        draw_range(out);
    }
}

static void draw_policy(struct drawing *d)
{
    buf_add(&d->links, "policy p {\n");
    for (uint32_t i = 1 + chance(3); i > 0; i--) {
        buf_add(&d->links, one_in(3) ? "    deny prefix " : "    permit prefix ");
        draw_ranges(&d->links);
        buf_add(&d->links, ";\n");
    }
    buf_printf(&d->links, "    permit%s;\n}\n", one_in(2) ? " set local-preference 150" : "");
}

/* The block of a router that hears somebody. */
static void draw_end(struct drawing *d, const char *end, bool policy)
{
    buf_printf(&d->links, "    %s { advertise all; ", end);
    if (!one_in(4)) {
        buf_add(&d->links, "accept ");
        draw_ranges(&d->links);
        buf_add(&d->links, "; ");
    }
    if (policy)
        buf_add(&d->links, "policy in p; ");
    else if (one_in(3))
        buf_printf(&d->links, "local-preference %u; ", 50 + 100 * chance(2));
    if (one_in(3))
        buf_printf(&d->links, "prepend %u; ", 1 + chance(2));
    buf_add(&d->links, "}\n");
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
    d->within[n] = parsed(wide[w].prefix);
    d->from[n] = wide[w].from;
    d->to[n] = wide[w].to;
    buf_printf(&d->sites,
               "site onprem n%u { prefix 10.%u.0.0/16; host pc 10.%u.0.10; router r { asn 6500%u; } }\n", n,
               9 + n, 9 + n, 7 + n);
    buf_printf(&d->links, "connect n%u.r <-> %s {\n    n%u.r { %smay-advertise @%u; }\n", n, to, n,
               one_in(3) ? "advertise all; " : "", n);
    draw_end(d, to, policy);
    buf_add(&d->links, "}\n");
}

static void draw_link(struct drawing *d, const char *a, const char *b)
{
    buf_printf(&d->links, "connect %s <-> %s {\n", a, b);
    draw_end(d, a, false);
    draw_end(d, b, false);
    buf_add(&d->links, "}\n");
}

static void draw_claims(struct drawing *d)
{
    buf_add(&d->claims, "claim site: a can send to c;\nclaim host: a.pc can send to c.pc;\n"
                        "claim twin: a.pc can send to c.twin;\nclaim back: c can reach a;\n"
                        "claim way: path from a to c is a.r, c.r;\nclaim away: a cannot send to n0;\n"
                        "claim short: a can send to c within 4 hops;\n");
    for (uint32_t i = 0; i < 3; i++) {
        const char *p = prefixes[3 + chance(PREFIXES - 4)];
        buf_printf(&d->claims, "claim not%u: a.r does not learn %s from n0.r;\n", i, p);
        buf_printf(&d->claims, "claim picks%u: a.r selects 10.3.0.0/16 from c.r;\n", i);
    }
    buf_printf(&d->claims, "claim part: a can send to 10.3.%u.0/%u;\n", 64 * chance(2), 24 + chance(3));
}

static void draw(struct drawing *d)
{
    const char *space = spaces[chance(3)];
    buf_add(&d->sites, "site onprem a { prefix 10.1.0.0/16; host pc 10.1.0.10; router r { asn 65001; } }\n");
    buf_printf(&d->sites,
               "site onprem c { prefix %s, 10.3.80.0/22; host pc 10.3.%u.10; host twin 10.3.%u.200; "
               "router r { asn 65003; } }\n",
               strcmp(space, "10.3.0.0/20") == 0 ? space : "10.3.64.0/20",
               strcmp(space, "10.3.0.0/20") == 0 ? 1u : 65u, strcmp(space, "10.3.0.0/20") == 0 ? 1u : 65u);
    bool policy = one_in(2);
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

/* A prefix of the range of announcer n, near something. */
static void draw_prefix(const struct drawing *d, uint32_t n, char *out)
{
    struct prefix p = parsed(prefixes[chance(PREFIXES)]);
    if (!prefix_holds(d->within[n], p.address))
        p = d->within[n];
    if (!one_in(3))
        p.address = parsed(one_in(2) ? "10.3.65.0/24" : "10.3.1.0/24").address;
    if (!prefix_holds(d->within[n], p.address))
        p.address = d->within[n].address;
    if (one_in(2))
        p.address.low += chance(256);
    uint8_t length = (uint8_t)(d->from[n] + chance((uint32_t)(d->to[n] - d->from[n] + 1)));
    prefix_print(prefix_of(p.address, length), out);
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
    uint32_t rounds = number_from("REPRESENTATIVES_ROUNDS", 8), proved = 0, refuted = 0;
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
    "}\n";

static uint32_t announcements(const char *list, const char *prefix, uint32_t *paths)
{
    struct buf text = {0};
    buf_printf(&text, small, list);
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

/* Lengths are cut at the site's prefix and at the filter's bound. */
static void test_lengths(void **state)
{
    (void)state;
    uint32_t paths;
    announcements("10.0.0.0/8 le 32", "10.1.0.10/32", &paths);
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
    buf_printf(&text, small, "10.0.0.0/8");
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
