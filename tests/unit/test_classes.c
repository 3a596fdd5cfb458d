/* classes: destination classes, compared with a plain search for random addresses. */
#include "tests/unit/design.h"

static uint64_t next_random(uint64_t *seed)
{
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    *seed ^= *seed << 17;
    return *seed;
}

/* A random prefix out of a small part of the address space, so that many of them nest. */
static struct prefix random_prefix(uint64_t *seed)
{
    if (next_random(seed) % 8 == 0) {
        struct addr a = {(0xfd00ull << 48) | (next_random(seed) & 0xf00000000ull), next_random(seed) & 0xff,
                         ADDR_IPV6};
        return prefix_of(a, (uint8_t)(28 + next_random(seed) % 40));
    }
    struct addr a = {0, 0x0a000000 | (next_random(seed) & 0x000f0f0f), ADDR_IPV4};
    if (next_random(seed) % 6 == 0)
        a.low = next_random(seed) & 0xffffffff;
    return prefix_of(a, (uint8_t)(next_random(seed) % 25 + 8));
}

/* A router that originates many prefixes: every one of them is in the route network. */
static struct compilation *random_design(uint64_t *seed)
{
    struct buf text = {0};
    char p[PREFIX_TEXT_MAX];
    buf_printf(&text, "site vnet v { prefix 10.10.0.0/16, 20.1.0.0/24, fd00:10::/48; }\nsite onprem o { "
                      "prefix 10.0.0.0/24; router r { asn 65001; originate ");
    for (int i = 0; i < 40; i++)
        buf_printf(&text, "%s%s", i > 0 ? ", " : "", prefix_print(random_prefix(seed), p));
    buf_printf(&text, "; } }\n");
    struct compilation *c = design_good(buf_text(&text));
    buf_free(&text);
    return c;
}

/* An address near a border of some prefix, or anywhere. */
static struct addr random_address(const struct ir *ir, uint64_t *seed)
{
    bool overflow;
    struct prefix p = ir->prefixes[next_random(seed) % ir->prefix_count];
    switch (next_random(seed) % 6) {
    case 0:
        return prefix_first(p);
    case 1:
        return prefix_last(p);
    case 2:
        return addr_next(prefix_last(p), &overflow);
    case 3:
        return addr_previous(prefix_first(p), &overflow);
    case 4:
        return (struct addr){0, next_random(seed) & 0xffffffff, ADDR_IPV4};
    default:
        return (struct addr){next_random(seed), next_random(seed), ADDR_IPV6};
    }
}

static bool is_declared(const struct ir *ir, struct addr a)
{
    for (uint32_t s = 0; s < ir->site_count; s++) {
        for (uint32_t p = 0; p < ir->sites[s].prefix_count; p++) {
            if (prefix_holds(ir->sites[s].prefixes[p], a))
                return true;
        }
    }
    return false;
}

/* The prefixes of the address's class are just those that hold it, longest first. */
static void check_class(const struct ir *ir, struct addr a)
{
    const struct ir_class_info *class = &ir->classes[ir_class_of(ir, a)];
    uint32_t holding = 0;
    for (uint32_t p = 0; p < ir->prefix_count; p++)
        holding += prefix_holds(ir->prefixes[p], a);
    assert_int_equal(class->prefix_count, holding);
    for (uint32_t i = 0; i < class->prefix_count; i++) {
        assert_true(prefix_holds(ir->prefixes[class->prefixes[i]], a));
        if (i > 0)
            assert_true(ir->prefixes[class->prefixes[i]].length <
                        ir->prefixes[class->prefixes[i - 1]].length);
    }
    assert_int_equal(class->internet, addr_is_global(a) && !is_declared(ir, a));
    assert_int_equal(ir_class_of(ir, class->sample), ir_class_of(ir, a));
}

static void test_against_plain_search(void **state)
{
    (void)state;
    uint64_t seed = 20260101;
    for (int round = 0; round < 20; round++) {
        struct compilation *c = random_design(&seed);
        for (int i = 0; i < 500; i++) {
            struct addr a = random_address(c->ir, &seed);
            if (a.family != ADDR_NONE)
                check_class(c->ir, a);
        }
        design_free(c);
    }
}

/* Atoms cover both address spaces without gaps; inside one nothing changes. */
static void test_atoms(void **state)
{
    (void)state;
    uint64_t seed = 7;
    struct compilation *c = random_design(&seed);
    const struct ir *ir = c->ir;
    bool overflow;
    for (uint32_t i = 0; i < ir->atom_count; i++) {
        const struct ir_atom *atom = &ir->atoms[i];
        assert_true(addr_compare(atom->first, atom->last) <= 0);
        assert_int_equal(addr_is_global(atom->first), addr_is_global(atom->last));
        assert_int_equal(is_declared(ir, atom->first), is_declared(ir, atom->last));
        assert_int_equal(ir_class_of(ir, atom->first), atom->class_id);
        assert_int_equal(ir_class_of(ir, atom->last), atom->class_id);
        if (i == 0 || ir->atoms[i - 1].last.family != atom->first.family) {
            assert_true(atom->first.low == 0 && atom->first.high == 0);
            continue;
        }
        struct addr after = addr_next(ir->atoms[i - 1].last, &overflow);
        assert_int_equal(addr_compare(after, atom->first), 0);
    }
    const struct ir_atom *end = &ir->atoms[ir->atom_count - 1];
    addr_next(end->last, &overflow);
    assert_true(overflow);
    design_free(c);
}

/* Where addr_is_global changes, an atom ends: none of the borders of special ranges lies inside one. */
static void test_special_ranges(void **state)
{
    (void)state;
    static const char *const borders[] = {
        "1.0.0.0",    "9.255.255.255", "10.0.0.0",        "11.0.0.0",     "100.64.0.0",  "100.128.0.0",
        "127.0.0.0",  "128.0.0.0",     "169.254.0.0",     "169.255.0.0",  "172.16.0.0",  "172.32.0.0",
        "192.0.0.0",  "192.0.1.0",     "192.0.2.0",       "192.0.3.0",    "192.168.0.0", "192.169.0.0",
        "198.18.0.0", "198.20.0.0",    "198.51.100.0",    "198.51.101.0", "203.0.113.0", "203.0.114.0",
        "224.0.0.0",  "240.0.0.0",     "255.255.255.255", "1fff::",       "2000::",      "3fff:ffff::",
        "4000::",     "2001:db8::",    "2001:db9::",      "fc00::",       "fe80::",      "::1"};
    struct compilation *c = design_good("site vnet v { prefix 10.10.0.0/16; }\n");
    for (size_t i = 0; i < sizeof borders / sizeof *borders; i++) {
        bool overflow;
        struct addr at = design_addr(borders[i]), before = addr_previous(at, &overflow),
                    after = addr_next(at, &overflow);
        check_class(c->ir, at);
        check_class(c->ir, before);
        if (!overflow)
            check_class(c->ir, after);
    }
    design_free(c);
}

/* The same prefixes and the same kind of address: one class, however far apart. */
static void test_few_classes(void **state)
{
    (void)state;
    struct compilation *c = design_good("site onprem o { prefix 10.1.0.0/24, 10.3.0.0/24; }\n");
    assert_int_equal(ir_class_of(c->ir, design_addr("10.2.0.1")),
                     ir_class_of(c->ir, design_addr("10.200.0.1")));
    assert_int_equal(ir_class_of(c->ir, design_addr("9.9.9.9")), ir_class_of(c->ir, design_addr("8.8.8.8")));
    assert_int_not_equal(ir_class_of(c->ir, design_addr("10.2.0.1")),
                         ir_class_of(c->ir, design_addr("8.8.8.8")));
    assert_int_not_equal(ir_class_of(c->ir, design_addr("10.1.0.1")),
                         ir_class_of(c->ir, design_addr("10.3.0.1")));
    assert_int_not_equal(ir_class_of(c->ir, design_addr("10.2.0.1")),
                         ir_class_of(c->ir, design_addr("fd00::1")));
    design_free(c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_against_plain_search),
        cmocka_unit_test(test_atoms),
        cmocka_unit_test(test_special_ranges),
        cmocka_unit_test(test_few_classes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
