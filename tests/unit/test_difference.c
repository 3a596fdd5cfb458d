/* The comparison of two designs, flow by flow. */
#include "tests/unit/design.h"

#include "compiler/difference.h"

struct pair {
    struct compilation *texts;
    struct difference_side sides[2];
};

static struct compilation *beside(const struct compilation *texts, const char *text)
{
    struct compilation *c = compilation_beside(texts);
    if (!compile_text(c, "test.ni", text, strlen(text)))
        design_show(c);
    assert_non_null(c->ir);
    return c;
}

static struct pair pair_of(const char *old, const char *new)
{
    struct pair p = {.texts = compilation_create()};
    const char *texts[] = {old, new};
    for (int side = 0; side < 2; side++) {
        struct difference_side *s = &p.sides[side];
        s->design = beside(p.texts, texts[side]);
        s->down = bits_new(s->design->arena, s->design->ir->element_count);
        assert_int_equal(difference_states(s->design->arena, s->design->ir, s->down, 64, &s->states),
                         IR_NONE);
    }
    return p;
}

static void pair_free(struct pair *p)
{
    for (int side = 0; side < 2; side++)
        compilation_destroy(p->sides[side].design);
    compilation_destroy(p->texts);
}

static void add_names(struct buf *out, const char *const *at, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        buf_printf(out, "%s%s", i > 0 ? ", " : "", at[i]);
}

/* "- hub, spoke <-> office on tcp 22 [15 0]": sign, from, to, services, and the facts of both designs. */
static void add_row(struct buf *out, const struct difference_row *r)
{
    static const char signs[] = "-+!~";
    buf_printf(out, "%c ", signs[r->kind]);
    add_names(out, r->from, r->from_count);
    buf_add(out, r->inside ? " inside " : r->both_ways ? " <-> " : " -> ");
    add_names(out, r->to, r->to_count);
    buf_add(out, r->service_count == 0 ? "" : r->all_but ? " on all but " : " on ");
    add_names(out, r->services, r->service_count);
    buf_printf(out, " [%u %u]\n", r->facts[0], r->facts[1]);
}

static void check(const char *old, const char *new, enum difference_word word, const char *rows)
{
    struct pair p = pair_of(old, new);
    struct difference d = difference_find(p.texts->arena, p.sides);
    struct buf out = {0};
    for (uint32_t i = 0; i < d.row_count; i++)
        add_row(&out, &d.rows[i]);
    assert_string_equal(buf_text(&out), rows);
    assert_int_equal(d.word, word);
    buf_free(&out);
    pair_free(&p);
}

#define TWO                                                                                                  \
    "site vnet hub { prefix 10.1.0.0/16; gateway vpn gw; host vm 10.1.0.4; }\n"                              \
    "site onprem office { prefix 10.9.0.0/16; router r { asn 65010; } }\n"

static void test_equivalent(void **state)
{
    (void)state;
    const char *design = TWO "connect office.r <-> hub.gw;";
    check(design, design, DIFFERENCE_EQUIVALENT, "");
    check(design, "connect hub.gw <-> office.r;\n" TWO, DIFFERENCE_EQUIVALENT, "");
}

static void test_less_and_more(void **state)
{
    (void)state;
    const char *with = TWO "connect office.r <-> hub.gw;", *without = TWO;
    check(with, without, DIFFERENCE_ALL_LESS, "- hub <-> office [15 0]\n");
    check(without, with, DIFFERENCE_ALL_MORE, "+ hub <-> office [0 15]\n");
}

static void test_one_way(void **state)
{
    (void)state;
    check(TWO "connect office.r <-> hub.gw;", TWO "connect office.r <-> hub.gw { office.r { accept none; } }",
          DIFFERENCE_ALL_LESS, "- hub -> office [15 3]\n- office -> hub [15 0]\n");
}

/* A site that only one design has, and a prefix; the classes of the designs cut each other. */
static void test_addresses(void **state)
{
    (void)state;
    check("site vnet hub { prefix 10.1.0.0/16; }",
          "site vnet hub { prefix 10.1.0.0/17, 10.2.0.0/16; } site vnet spoke { prefix 10.3.0.0/16; }",
          DIFFERENCE_MIXED,
          "- hub 10.1.0.0/17 <-> hub 10.1.128.0/17 [15 0]\n"
          "- hub 10.1.128.0/17 inside hub 10.1.128.0/17 [15 0]\n"
          "- hub 10.1.128.0/17 -> internet [15 0]\n"
          "+ hub 10.1.0.0/17 <-> hub 10.2.0.0/16 [0 15]\n"
          "+ hub 10.2.0.0/16, spoke inside hub 10.2.0.0/16, spoke [0 15]\n"
          "+ hub 10.2.0.0/16, spoke -> internet [0 15]\n");
}

#define GROUP(rules)                                                                                         \
    "site vnet hub { prefix 10.1.0.0/16; subnet a 10.1.1.0/24; subnet b 10.1.2.0/24 { security-group g; "    \
    "host x 10.1.2.4; } security-group g { inbound { " rules " } } }"

/* Services and addresses that one design alone tells apart. */
static void test_services(void **state)
{
    (void)state;
    check(GROUP("100 deny tcp port 22;"), GROUP("100 deny tcp port 22-23;"), DIFFERENCE_ALL_LESS,
          "- hub -> hub.b on tcp 23 [15 0]\n");
    check(GROUP("100 deny tcp port 22;"), GROUP("100 deny tcp to 10.1.2.4 port 22;"), DIFFERENCE_ALL_MORE,
          "+ hub -> hub 10.1.2.0/30, hub 10.1.2.5-10.1.2.255 on tcp 22 [0 15]\n");
    check(GROUP("100 allow tcp port 22; 110 deny any;"), GROUP("100 allow tcp; 110 deny any;"),
          DIFFERENCE_ALL_MORE, "+ hub -> hub.b on tcp 1-21, tcp 23-65535 [0 15]\n");
    check(GROUP("100 allow icmp;"), GROUP("100 allow tcp port 22; 110 deny any;"), DIFFERENCE_ALL_LESS,
          "- hub -> hub.b on all but tcp 22 [15 0]\n");
}

/* Two stable states: what holds in one of them alone is neither always so nor never. */
static void test_several_states(void **state)
{
    (void)state;
#define RING(more, less)                                                                                     \
    "site vnet cloud { prefix 10.0.0.0/24; gateway vpn gw1; }\n"                                             \
    "site onprem left  { prefix 10.1.0.0/24; router r { asn 65001; } }\n"                                    \
    "site onprem right { prefix 10.2.0.0/24; router r { asn 65002; } }\n"                                    \
    "site vnet mid { prefix 10.3.0.0/24; gateway vpn gw { asn 65003; } }\n"                                  \
    "connect left.r  <-> cloud.gw1 { left.r  { advertise own; } }\n"                                         \
    "connect right.r <-> cloud.gw1 { right.r { advertise own; } }\n"                                         \
    "connect left.r  <-> mid.gw { left.r  { advertise all; local-preference " more "; } }\n"                 \
    "connect right.r <-> mid.gw { right.r { advertise all; local-preference " less "; } }\n"
    struct pair p = pair_of(RING("200", "200"), RING("100", "100"));
    assert_int_equal(p.sides[0].states.count, 2);
    assert_int_equal(p.sides[1].states.count, 1);
    struct difference d = difference_find(p.texts->arena, p.sides);
    assert_int_equal(d.word, DIFFERENCE_EQUIVALENT);
    assert_true(d.row_count > 0);
    for (uint32_t i = 0; i < d.row_count; i++)
        assert_int_equal(d.rows[i].kind, DIFFERENCE_OTHER_WAY);
    pair_free(&p);
}

/* The flow of a row has the paths of both designs, and says what is missing. */
static void test_witness(void **state)
{
    (void)state;
    struct pair p = pair_of(TWO, TWO "connect office.r <-> hub.gw;");
    const struct difference_flow *f = &difference_find(p.texts->arena, p.sides).rows[0].flow;
    assert_string_equal(f->source_name, "hub.vm");
    assert_string_equal(f->destination_name, "office");
    assert_false(f->sides[0].forward.delivered);
    assert_false(f->sides[0].has_back);
    assert_true(f->sides[1].forward.delivered && f->sides[1].has_back && f->sides[1].back.delivered);
    pair_free(&p);
    p = pair_of("site vnet hub { prefix 10.1.0.0/16; }",
                "site vnet hub { prefix 10.1.0.0/16; } site vnet spoke { prefix 10.2.0.0/16; } peering hub "
                "<-> spoke;");
    f = &difference_find(p.texts->arena, p.sides).rows[0].flow;
    assert_string_equal(f->sides[0].missing, "10.2.0.4 (spoke)");
    assert_null(f->sides[1].missing);
    pair_free(&p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_equivalent), cmocka_unit_test(test_less_and_more),
        cmocka_unit_test(test_one_way),    cmocka_unit_test(test_addresses),
        cmocka_unit_test(test_services),   cmocka_unit_test(test_several_states),
        cmocka_unit_test(test_witness),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
