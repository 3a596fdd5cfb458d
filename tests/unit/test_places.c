/* places: nodes and links that `via` and the like name, and what goes down with a thing. */
#include "tests/unit/design.h"

#define DESIGN                                                                                               \
    "site vnet hub { prefix 10.10.0.0/24; host vm 10.10.0.4; gateway vpn vpn-gw; gateway expressroute "      \
    "er-gw; }\n"                                                                                             \
    "site vnet spoke { prefix 10.11.0.0/24; }\n"                                                             \
    "site onprem office { prefix 10.2.0.0/24; router a { asn 65021; } router b { asn 65021; } }\n"           \
    "circuit er1; circuit er2;\n"                                                                            \
    "peering spoke <-> hub;\n"                                                                               \
    "connect hub.er-gw <-> er1; connect er2 <-> hub.er-gw second;\n"                                         \
    "connect office.a <-> er1.primary; connect office.b <-> er1;\n"                                          \
    "connect office.a <-> hub.vpn-gw; connect office.b <-> hub.vpn-gw backup;\n"                             \
    "connect er1 <-> er2;\n"

/* Tables, then links, by name: "hub.er-gw | hub<->spoke". */
static const char *place_text(struct compilation *c, const struct claim_place *p)
{
    const char *out = "";
    for (uint32_t i = 0; i < p->table_count; i++)
        out = arena_printf(c->arena, "%s%s ", out, c->ir->tables[p->tables[i]].name);
    out = arena_printf(c->arena, "%s|", out);
    for (uint32_t i = 0; i < p->link_count; i++)
        out = arena_printf(c->arena, "%s %s", out, c->ir->elements[p->links[i]].name);
    return out;
}

/* The place in `via`. */
static void test_places(void **state)
{
    (void)state;
    static const struct {
        const char *written, *expected;
    } cases[] = {{"hub.er-gw", "hub.er-gw |"},
                 {"office.b", "office.b |"},
                 {"er1", "er1.primary er1.secondary |"},
                 {"er1.secondary", "er1.secondary |"},
                 {"spoke", "spoke |"},
                 {"hub", "hub hub.vpn-gw hub.er-gw |"},
                 {"office", "office office.a office.b |"},
                 {"hub<->spoke", "| spoke<->hub"},
                 {"spoke<->hub", "| spoke<->hub"},
                 {"backup", "| backup"},
                 {"office.a<->hub.vpn-gw", "| office.a<->hub.vpn-gw"},
                 {"hub.vpn-gw<->office.a", "| office.a<->hub.vpn-gw"},
                 {"hub.er-gw<->er1", "| hub.er-gw<->er1.primary hub.er-gw<->er1.secondary"},
                 {"hub.er-gw<->er1.primary", "| hub.er-gw<->er1.primary"},
                 {"er1.secondary<->hub.er-gw", "| hub.er-gw<->er1.secondary"},
                 {"office.a<->er1.primary", "| office.a<->er1.primary"},
                 {"office.b<->er1.primary", "| office.b<->er1.primary"},
                 {"second", "| second.primary second.secondary"},
                 {"er2<->er1", "| er1<->er2"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char text[1024];
        snprintf(text, sizeof text, "%sclaim x: hub can reach office via %s;", DESIGN, cases[i].written);
        struct compilation *c = design_good(text);
        const struct claim *claim = &c->claims->at[0];
        assert_int_equal(claim->via_count, 1);
        assert_string_equal(place_text(c, &claim->vias[0].groups[0].at[0]), cases[i].expected);
        assert_string_equal(claim->vias[0].groups[0].at[0].name, cases[i].written);
        design_free(c);
    }
}

static void test_no_places(void **state)
{
    (void)state;
    static const char *const wrong[] = {"hub.vpn-gw<->office.b" /* it has a name */, "hub<->office",
                                        "hub.er-gw<->er2.primary" /* likewise */, "office.a<->er1.secondary",
                                        "er1<->er1"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        char text[1024];
        snprintf(text, sizeof text, "%sclaim x: hub can reach office via %s;", DESIGN, wrong[i]);
        design_reports(text, DIAG_BAD_PLACE, wrong[i]);
    }
    design_reports(DESIGN "group g = hub; claim y: g can reach spoke; claim x: hub can reach office via g;",
                   DIAG_BAD_PLACE, "g");
    design_reports(DESIGN "claim x: hub can reach office avoiding hub->spoke;", DIAG_BAD_PLACE, "hub->spoke");
}

static const char *down(struct compilation *c, const char *text)
{
    const uint32_t *ids;
    uint32_t count;
    const char *why, *out = "";
    if (!compile_elements(c, text, &ids, &count, &why))
        return "?";
    for (uint32_t i = 0; i < count; i++)
        out = arena_printf(c->arena, "%s%s%s", out, i > 0 ? " " : "", c->ir->elements[ids[i]].name);
    return out;
}

static void test_what_goes_down(void **state)
{
    (void)state;
    struct compilation *c = design_good(DESIGN);
    assert_string_equal(down(c, "hub"), "hub");
    assert_string_equal(down(c, "er1"), "er1");
    assert_string_equal(down(c, "er1.primary"), "er1.primary");
    assert_string_equal(down(c, "hub.vpn-gw"), "hub.vpn-gw");
    assert_string_equal(down(c, "hub<->spoke"), "spoke<->hub");
    assert_string_equal(down(c, "second"), "second.primary second.secondary");
    assert_string_equal(down(c, "er1.primary<->hub.er-gw"), "hub.er-gw<->er1.primary");
    assert_string_equal(down(c, "nothing"), "?");
    assert_string_equal(down(c, "hub.vm"), "?");
    assert_string_equal(down(c, "hub<->"), "?");
    assert_string_equal(down(c, "<->"), "?");
    assert_string_equal(down(c, ""), "?");
    design_free(c);
}

/* Parents take down what is inside them. */
static void test_parents(void **state)
{
    (void)state;
    static const struct {
        const char *down, *element;
        bool up;
    } cases[] = {{"hub", "hub.vpn-gw", false},
                 {"hub", "hub.er-gw", false},
                 {"office", "office.a", false},
                 {"er1", "er1.secondary", false},
                 {"er1.primary", "er1.secondary", true},
                 {"er1.primary", "er1", true},
                 {"hub", "er1", true},
                 {"hub.er-gw", "hub", true},
                 {"er1", "er2.primary", true}};
    struct compilation *c = design_good(DESIGN);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct bits elements = bits_new(c->arena, c->ir->element_count);
        const uint32_t *ids;
        uint32_t count, other_count;
        const char *why;
        assert_true(compile_elements(c, cases[i].down, &ids, &count, &why));
        for (uint32_t k = 0; k < count; k++)
            bits_add(elements, ids[k]);
        assert_true(compile_elements(c, cases[i].element, &ids, &other_count, &why));
        assert_int_equal(sim_is_up(c->ir, elements, ids[0]), cases[i].up);
    }
    design_free(c);
}

static void test_tables(void **state)
{
    (void)state;
    static const char *const good[] = {"hub", "hub.vpn-gw", "er1.primary", "office.a", "office"};
    static const char *const bad[] = {"er1", "hub.vm", "backup", "hubb", ""};
    struct compilation *c = design_good(DESIGN);
    uint32_t table;
    const char *why;
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        assert_true(compile_table(c, good[i], &table, &why));
        assert_string_equal(c->ir->tables[table].name, good[i]);
    }
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        why = NULL;
        assert_false(compile_table(c, bad[i], &table, &why));
        assert_non_null(why);
    }
    assert_int_equal(diag_errors(c->diags), 0); /* a wrong word leaves no trace */
    design_free(c);
}

/* Every element has a name of its own: failures are told by it. */
static void test_element_names(void **state)
{
    (void)state;
    struct compilation *c = design_good(DESIGN);
    for (uint32_t i = 0; i < c->ir->element_count; i++) {
        for (uint32_t j = 0; j < i; j++)
            assert_string_not_equal(c->ir->elements[i].name, c->ir->elements[j].name);
    }
    design_free(c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_places),         cmocka_unit_test(test_no_places),
        cmocka_unit_test(test_what_goes_down), cmocka_unit_test(test_parents),
        cmocka_unit_test(test_tables),         cmocka_unit_test(test_element_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
