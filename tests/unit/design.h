/*
 * design: designs as tests write them: a text is compiled, and what came of it is asked for in words.
 * Everything lives as long as the compilation; design_free ends it.
 */
#ifndef NICC_TESTS_DESIGN_H
#define NICC_TESTS_DESIGN_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "compiler/compile.h"
#include "compiler/model.h"
#include "compiler/simulate.h"

static inline struct compilation *design_compile(const char *text)
{
    struct compilation *c = compilation_create();
    compile_text(c, "test.ni", text, strlen(text));
    return c;
}

static inline void design_free(struct compilation *c)
{
    compilation_destroy(c);
}

/* All diagnostics as text, for a failing test. */
static inline void design_show(struct compilation *c)
{
    struct buf out = {0};
    uint32_t count;
    const struct diag *const *all = diag_sorted(c->diags, &count);
    for (uint32_t i = 0; i < count; i++)
        diag_print(c->diags, all[i], false, &out);
    print_error("%s", buf_text(&out));
    buf_free(&out);
}

/* A design without errors. */
static inline struct compilation *design_good(const char *text)
{
    struct compilation *c = design_compile(text);
    if (!c->ir) {
        design_show(c);
        fail_msg("the design has errors");
    }
    assert_null(ir_verify(c->ir, c->arena));
    return c;
}

/* Diagnostics with this code: their number; *at is the first. */
static inline uint32_t design_count(struct compilation *c, enum diag_code code, const struct diag **at)
{
    uint32_t count, found = 0;
    const struct diag *const *all = diag_sorted(c->diags, &count);
    for (uint32_t i = 0; i < count; i++) {
        if (all[i]->code == code && found++ == 0 && at)
            *at = all[i];
    }
    return found;
}

/* The design has exactly one diagnostic with this code, and its caret stands below `marked`; when it is an
 * error it is the only one. */
static inline void design_reports(const char *text, enum diag_code code, const char *marked)
{
    struct compilation *c = design_compile(text);
    const struct diag *d = NULL;
    uint32_t found = design_count(c, code, &d);
    if (found != 1 || diag_errors(c->diags) != (diag_info(code)->severity == DIAG_ERROR ? 1 : 0)) {
        design_show(c);
        fail_msg("%u times NICC%04u, %u errors:\n%s", found, diag_info(code)->number, diag_errors(c->diags),
                 text);
    }
    assert_string_equal(source_excerpt(c->sources, c->arena, d->span), marked);
    design_free(c);
}

/* The design compiles without this diagnostic. */
static inline void design_accepts(const char *text, enum diag_code code)
{
    struct compilation *c = design_good(text);
    if (design_count(c, code, NULL) > 0) {
        design_show(c);
        fail_msg("unexpected NICC%04u:\n%s", diag_info(code)->number, text);
    }
    design_free(c);
}

static inline struct addr design_addr(const char *text)
{
    struct addr a;
    assert_true(addr_parse(text, strlen(text), &a));
    return a;
}

static inline struct prefix design_prefix(const char *text)
{
    struct prefix p;
    bool host_bits;
    assert_true(prefix_parse(text, strlen(text), &p, &host_bits));
    return p;
}

/* ---- routes ---- */

/* The first stable state when the named thing (NULL: nothing) is down. */
static inline const struct sim_state *design_state(struct compilation *c, const char *down)
{
    struct bits elements = bits_new(c->arena, c->ir->element_count);
    const uint32_t *ids;
    uint32_t count, unstable;
    const char *why;
    bool several;
    if (down) {
        assert_true(compile_elements(c, down, &ids, &count, &why));
        for (uint32_t i = 0; i < count; i++)
            bits_add(elements, ids[i]);
    }
    const struct sim_state *s = sim_first(c->arena, c->ir, elements, &unstable, &several);
    assert_non_null(s);
    return s;
}

static inline uint32_t design_table(struct compilation *c, const char *name)
{
    uint32_t table = ir_find_table(c->ir, name);
    if (table == IR_NONE)
        fail_msg("no table `%s`", name);
    return table;
}

/*
 * The candidates of a table for a prefix, in order: "er1.primary(12076 65021)* hub.vpn-gw(65021) own*": the
 * neighbour with the AS path, or "own"; a star marks what is selected. "-" when there is none.
 */
static inline const char *design_routes(struct compilation *c, const struct sim_state *s, const char *table,
                                        const char *prefix)
{
    uint32_t p = ir_find_prefix(c->ir, design_prefix(prefix)), t = design_table(c, table);
    const char *text = "";
    if (p == IR_NONE || s->prefixes[p]->ribs[t].count == 0)
        return "-";
    for (uint32_t i = 0; i < s->prefixes[p]->ribs[t].count; i++) {
        const struct sim_route *r = &s->prefixes[p]->ribs[t].routes[i];
        const char *path = "";
        for (uint32_t n = 0; n < r->path_length; n++)
            path = arena_printf(c->arena, "%s%s%u", path, n > 0 ? " " : "", r->as_path[n]);
        const char *from =
            r->session == IR_NONE ? "own" : c->ir->tables[c->ir->sessions[r->session].from].name;
        text = arena_printf(c->arena, "%s%s%s%s%s%s%s", text, i > 0 ? " " : "", from,
                            r->path_length > 0 ? "(" : "", path, r->path_length > 0 ? ")" : "",
                            r->selected ? "*" : "");
    }
    return text;
}

/* A hop at a table in words; one that stands for others is those, in order. */
static inline const char *design_hop(struct compilation *c, const struct sim_state *s, uint32_t table,
                                     const struct ir_hop *hop)
{
    const char *text = "";
    switch (hop->kind) {
    case IR_HOP_TABLE:
        return c->ir->tables[hop->target].name;
    case IR_HOP_DELIVER:
        return arena_printf(c->arena, "in %s", c->ir->sites[hop->target].name);
    case IR_HOP_VIA:
        for (uint32_t i = 0; i < s->prefixes[hop->target]->ribs[table].count; i++) {
            const struct sim_route *r = &s->prefixes[hop->target]->ribs[table].routes[i];
            if (r->selected)
                text = arena_printf(c->arena, "%s%s%s", text, *text ? " " : "",
                                    design_hop(c, s, table, sim_hop(c->ir, r)));
        }
        return text;
    case IR_HOP_BALANCER:
        return c->ir->balancers[hop->target].name;
    case IR_HOP_DROP:
        return arena_printf(c->arena, "NICC%u", rule_info(hop->rule)->number);
    case IR_HOP_INTERNET:
        return "Internet";
    case IR_HOP_EXIT:
        break;
    }
    return "exit";
}

/* What a table does with a packet to an address: "er1.primary er1.secondary", "in hub", "NICC3902",
 * "Internet", "exit"; "-" without a route. */
static inline const char *design_forward(struct compilation *c, const struct sim_state *s, const char *table,
                                         const char *to)
{
    uint32_t t = design_table(c, table);
    struct sim_used used = sim_forward(c->arena, s, t, ir_class_of(c->ir, design_addr(to)));
    const char *text = used.count == 0 ? "-" : "";
    for (uint32_t i = 0; i < used.count; i++)
        text = arena_printf(c->arena, "%s%s%s", text, i > 0 ? " " : "",
                            design_hop(c, s, t, sim_hop(c->ir, used.routes[i])));
    return text;
}

/* One line of a table of expectations about a design. */
struct design_route {
    const char *table, *prefix, *routes;
};

static inline void design_check_routes(const char *text, const char *down, const struct design_route *lines,
                                       size_t count)
{
    struct compilation *c = design_good(text);
    const struct sim_state *s = design_state(c, down);
    for (size_t i = 0; i < count; i++) {
        const char *got = design_routes(c, s, lines[i].table, lines[i].prefix);
        if (strcmp(got, lines[i].routes) != 0)
            fail_msg("%s, %s: expected `%s`, got `%s`", lines[i].table, lines[i].prefix, lines[i].routes,
                     got);
    }
    design_free(c);
}

static inline void design_check_forward(const char *text, const char *down, const struct design_route *lines,
                                        size_t count)
{
    struct compilation *c = design_good(text);
    const struct sim_state *s = design_state(c, down);
    for (size_t i = 0; i < count; i++) {
        const char *got = design_forward(c, s, lines[i].table, lines[i].prefix);
        if (strcmp(got, lines[i].routes) != 0)
            fail_msg("%s to %s: expected `%s`, got `%s`", lines[i].table, lines[i].prefix, lines[i].routes,
                     got);
    }
    design_free(c);
}

#define DESIGN_ROUTES(text, down, lines)                                                                     \
    design_check_routes(text, down, lines, sizeof(lines) / sizeof *(lines))
#define DESIGN_FORWARD(text, down, lines)                                                                    \
    design_check_forward(text, down, lines, sizeof(lines) / sizeof *(lines))

#endif
