/*
 * settings: a design with an open flag has, where the flag is on, the routes of the design that says `on`, and where it is
 * off, those of the design that says `off`; table by table, prefix by prefix.
 */
#include "tests/unit/design.h"

#include "compiler/private.h"

/* Each `@` is a flag that is on, `~` one that is off. */
static const char *const pattern =
    "profile azure-2018;\n"
    "site vnet hub { prefix 10.1.0.0/16; gateway vpn vg { active-active; } gateway expressroute eg { "
    "accept-remote-vnets "
    "@; }\n"
    "route-server rs { branch-to-branch @; }\n"
    "subnet GatewaySubnet 10.1.255.0/27; subnet work 10.1.0.0/24 { route-table rt; host vm 10.1.0.4; } "
    "subnet fws "
    "10.1.1.0/24;\n"
    "route-table rt { gateway-propagation @; route 10.7.0.0/16 -> appliance hub.fw; }\n"
    "appliance fw 10.1.1.4; }\n"
    "site vnet spoke { prefix 10.2.0.0/16; host vm 10.2.0.4; subnet s 10.2.0.0/24 { route-table rt; }\n"
    "route-table rt { route 10.8.0.0/16 -> appliance hub.fw; } }\n"
    "site vnet far { prefix 10.3.0.0/16; gateway expressroute eg { accept-remote-vnets on; } }\n"
    "site vnet nvas { prefix 10.4.0.0/16; appliance sdwan 10.4.0.4 { asn 65001; } }\n"
    "site vnet inside { prefix 10.12.0.0/16; gateway vpn vg { asn 65012; } }\n"
    "site vnet user { prefix 10.13.0.0/16; subnet s 10.13.0.0/24 { route-table rt; } route-table rt { route "
    "10.99.0.0/16 "
    "-> gateway; } }\n"
    "site onprem office { prefix 10.5.0.0/16; router ce { asn 65010; } }\n"
    "site onprem branch { prefix 10.6.0.0/16; router ce { asn 65020; } }\n"
    "site onprem shop { prefix 10.9.0.0/16; router ce { asn 65030; originate 10.2.0.0/17, 10.9.0.0/16; } }\n"
    "circuit er; connect hub.eg <-> er; connect far.eg <-> er;\n"
    "connect office.ce <-> er { down ~; } connect branch.ce <-> hub.vg;\n"
    "connect nvas.sdwan <-> hub.rs { nvas.sdwan { advertise all; } } connect nvas.sdwan <-> shop.ce { "
    "nvas.sdwan { "
    "advertise all; } }\n"
    "connect shop.ce <-> hub.vg lan { shop.ce { next-hop self; } }\n"
    "connect inside.vg <-> branch.ce;\n"
    "peering hub <-> spoke { hub { allow-gateway-transit @; } spoke { use-remote-gateways @; "
    "allow-vnet-access @; } }\n"
    "peering hub <-> nvas { hub { allow-forwarded-traffic @; } nvas { allow-vnet-access @; } }\n"
    "peering inside <-> user { inside { allow-gateway-transit @; } user { use-remote-gateways @; } }\n";

#define FLAGS 11

/* The pattern with all flags as they are, but for flag `odd`, which is written as `value`. */
static const char *fill(struct arena *arena, int odd, const char *value)
{
    struct buf out = {0};
    int flag = 0;
    for (const char *at = pattern; *at; at++) {
        if (*at == '@' || *at == '~')
            buf_add(&out, flag++ == odd ? value : *at == '@' ? "on" : "off");
        else
            buf_printf(&out, "%c", *at);
    }
    const char *text = arena_strndup(arena, buf_text(&out), out.length);
    buf_free(&out);
    assert_int_equal(flag, FLAGS);
    return text;
}

static const struct sim_state *state_with(struct compilation *c, uint32_t element, bool up)
{
    struct bits changed = bits_new(c->arena, c->ir->element_count);
    uint32_t unstable;
    bool several;
    if (c->ir->elements[element].absent == up)
        bits_add(changed, element);
    return sim_first(c->arena, c->ir, changed, &unstable, &several);
}

static void compare(struct compilation *open, struct compilation *fixed, const char *value)
{
    const struct model_setting *setting = &open->model->settings.at[0];
    const struct sim_state *s = state_with(open, setting->element, strcmp(value, "on") == 0),
                           *r = design_state(fixed, NULL);
    char prefix[PREFIX_TEXT_MAX], address[ADDR_TEXT_MAX];
    assert_non_null(s);
    for (uint32_t t = 0; t < fixed->ir->table_count; t++) {
        const char *table = fixed->ir->tables[t].name;
        for (uint32_t p = 0; p < fixed->ir->prefix_count; p++) {
            const char *one = design_routes(open, s, table, prefix_print(fixed->ir->prefixes[p], prefix));
            const char *two = design_routes(fixed, r, table, prefix);
            if (strcmp(one, two) != 0)
                fail_msg("%s %s: %s, %s: `%s` and not `%s`", setting->name, value, table, prefix, one, two);
        }
        for (uint32_t i = 0; i < fixed->ir->class_count; i++) {
            const char *to = addr_print(fixed->ir->classes[i].sample, address);
            const char *one = design_forward(open, s, table, to), *two = design_forward(fixed, r, table, to);
            if (strcmp(one, two) != 0)
                fail_msg("%s %s: %s to %s: `%s` and not `%s`", setting->name, value, table, to, one, two);
        }
    }
}

static void an_open_flag_is_both(void **state)
{
    (void)state;
    static const char *const values[] = {"on", "off"};
    for (int flag = 0; flag < FLAGS; flag++) {
        struct arena *arena = arena_create();
        struct compilation *open = design_good(fill(arena, flag, "?"));
        assert_int_equal(open->model->settings.count, 1);
        assert_true(open->model->settings.at[0].open);
        for (int v = 0; v < 2; v++) {
            struct compilation *fixed = design_compile(fill(arena, flag, values[v]));
            if (fixed->ir) /* else the checks refuse this one */
                compare(open, fixed, values[v]);
            design_free(fixed);
        }
        design_free(open);
        arena_destroy(arena);
    }
}

/* ---- what is a setting ---- */

#define TWO_VNETS                                                                                            \
    "site vnet hub { prefix 10.1.0.0/16; gateway vpn gw; } site vnet spoke { prefix 10.2.0.0/16; }\n"        \
    "peering hub <-> spoke { hub { allow-gateway-transit; } spoke { use-remote-gateways; } }\n"

static void stated_flags_are_settings_where_named(void **state)
{
    (void)state;
    struct compilation *c =
        design_good(TWO_VNETS "claim a: hub can reach spoke;\n"
                              "claim b: hub can reach spoke when spoke->hub use-remote-gateways off;\n"
                              "claim c: hub can reach spoke when spoke->hub use-remote-gateways on;\n");
    assert_int_equal(c->model->settings.count, 1);
    const struct model_setting *s = &c->model->settings.at[0];
    assert_string_equal(s->name, "spoke->hub use-remote-gateways");
    assert_false(s->open);
    assert_true(c->ir->elements[s->element].stated);
    assert_false(c->ir->elements[s->element].absent);
    for (uint32_t i = 0; i < 3; i++) {
        const struct claim *claim = &c->claims->at[i];
        assert_false(claim_may_change(c->ir, claim, s->element));
        assert_int_equal(ids_hold(claim->down, claim->down_count, s->element), i == 1);
        assert_int_equal(ids_hold(claim->fixed, claim->fixed_count, s->element), i > 0);
    }
    design_free(c);
}

static void wanted_flags_are_settings(void **state)
{
    (void)state;
    static const char *const wanted[] = {"hub->spoke allow-vnet-access", "hub->spoke allow-gateway"};
    struct compilation *c = compilation_create();
    c->wanted = wanted;
    c->wanted_count = 2;
    assert_true(compile_text(c, "test.ni", TWO_VNETS, strlen(TWO_VNETS)));
    assert_int_equal(c->model->settings.count, 1);
    uint32_t element;
    bool changed;
    const char *why;
    assert_true(compile_setting(c, wanted[0], false, &element, &changed, &why));
    assert_true(changed);
    assert_true(compile_setting(c, wanted[0], true, &element, &changed, &why));
    assert_false(changed);
    assert_false(compile_setting(c, wanted[1], true, &element, &changed, &why));
    assert_null(compile_open_settings(c));
    compilation_destroy(c);
}

/* What an element's state depends on may itself be a setting: a link whose connection may be down fails all the same. */
static void a_link_that_may_be_down_may_fail(void **state)
{
    (void)state;
    struct compilation *c =
        design_good("site vnet hub { prefix 10.1.0.0/16; gateway vpn gw; }\n"
                    "site onprem office { prefix 10.2.0.0/16; router ce { asn 65010; } }\n"
                    "connect office.ce <-> hub.gw { down; }\n"
                    "claim a: hub can reach office when office.ce<->hub.gw down off and under any 1 failure "
                    "of tunnels;\n");
    const struct model_connection *conn = &c->model->connections.at[0];
    const struct claim *claim = &c->claims->at[0];
    uint32_t link = conn->elements[0];
    struct bits changed = bits_new(c->arena, c->ir->element_count);
    assert_false(c->ir->elements[link].down);
    assert_true(claim_may_fail(c->ir, claim, link));
    assert_false(sim_is_up(c->ir, changed, link));
    bits_add(changed, c->model->settings.at[0].element);
    assert_true(sim_is_up(c->ir, changed, link));
    bits_add(changed, link);
    assert_false(sim_is_up(c->ir, changed, link));
    design_free(c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_open_flag_is_both),
        cmocka_unit_test(stated_flags_are_settings_where_named),
        cmocka_unit_test(wanted_flags_are_settings),
        cmocka_unit_test(a_link_that_may_be_down_may_fail),
    };
    return cmocka_run_group_tests_name("settings", tests, NULL, NULL);
}
