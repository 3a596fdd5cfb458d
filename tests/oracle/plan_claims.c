/*
 * plan_claims: claims of every kind over what has been drawn: sites, hosts, prefixes, groups and sets as
 * ends, places on paths, tables and their neighbours, failure budgets and what is taken down.
 */
#include <string.h>

#include "tests/oracle/plan.h"

#define LARGE 18u /* connections, beyond which two failures make too many environments */

static void add(struct plan *p, const char *text)
{
    buf_add(p->out, text);
}

/* ---- ends ---- */

static void draw_address(struct plan *p, bool source)
{
    if (!source && rng_chance(p->rng, 10))
        add(p, "10.98.1.1"); /* nobody's */
    else
        buf_printf(p->out, "10.%u.0.%u", rng_chance(p->rng, 50) ? 0 : 100, 4 + rng_below(p->rng, 60));
}

/* What the base has not: the Internet, and things that are only a destination. Returns whether one was drawn. */
static bool draw_new_end(struct plan *p, bool source)
{
    if (p->families[FAMILY_PUBLICS] && rng_chance(p->rng, 16)) {
        add(p, "internet");
        return p->used[CONSTRUCT_INTERNET] = true;
    }
    if (source || p->targets.list.count == 0 || !rng_chance(p->rng, 25))
        return false;
    add(p, plan_pick(p, &p->targets));
    return true;
}

/* Anything that names addresses. As a source only what a site surely holds. */
static void draw_end(struct plan *p, bool source)
{
    if (draw_new_end(p, source))
        return;
    uint32_t kind = p->overlapping ? 0 : rng_below(p->rng, 20);
    if (kind < 13 || (kind >= 17 && p->groups.list.count == 0))
        add(p, plan_pick(p, &p->endpoints));
    else if (kind < 14)
        draw_address(p, source);
    else if (kind < 17)
        add(p, plan_pick(p, source || rng_chance(p->rng, 60) ? &p->spaces : &p->prefixes));
    else
        add(p, plan_pick(p, &p->groups));
}

static void draw_ends(struct plan *p, bool source)
{
    if (!rng_chance(p->rng, 7)) {
        draw_end(p, source);
        return;
    }
    add(p, "{ ");
    draw_end(p, source);
    add(p, ", ");
    draw_end(p, source);
    add(p, " }");
}

static void draw_two_ends(struct plan *p, const char *between)
{
    uint32_t known = p->used[CONSTRUCT_TWINS] || p->used[CONSTRUCT_FABRIC] ? 60 : 22;
    if (p->flows.count > 0 && !p->overlapping && rng_chance(p->rng, known)) {
        struct plan_pair flow = p->flows.at[rng_below(p->rng, p->flows.count)];
        buf_printf(p->out, "%s%s%s", flow.a, between, flow.b);
        return;
    }
    draw_ends(p, true);
    add(p, between);
    draw_ends(p, false);
}

/* ---- places ---- */

static void draw_place(struct plan *p)
{
    add(p, plan_pick(p, p->marks.list.count > 0 && rng_chance(p->rng, 15) ? &p->marks : &p->places));
}

static void draw_places(struct plan *p, const char *separator, uint32_t more)
{
    draw_place(p);
    while (rng_chance(p->rng, more)) {
        add(p, separator);
        draw_place(p);
    }
}

static void draw_via(struct plan *p)
{
    add(p, " via ");
    draw_places(p, " or ", 30);
    while (rng_chance(p->rng, 30)) {
        add(p, ", ");
        draw_places(p, " or ", 20);
    }
}

static void draw_over(struct plan *p)
{
    add(p, " over ");
    draw_places(p, ", ", 65);
    p->used[CONSTRUCT_OVER] = true;
}

static void draw_delay(struct plan *p)
{
    static const char *const delays[] = {"500us", "2ms", "4ms", "9ms", "25ms", "40.25ms", "60ms", "1s"};
    buf_printf(p->out, " within %s", rng_word(p->rng, delays, sizeof delays / sizeof *delays));
    p->used[CONSTRUCT_WITHIN_DELAY] = true;
}

static void draw_more_via(struct plan *p)
{
    if (rng_chance(p->rng, 25)) {
        draw_via(p);
        p->used[CONSTRUCT_SECOND_VIA] = true;
    }
    if (rng_chance(p->rng, 40)) {
        add(p, " both-ways");
        p->used[CONSTRUCT_BOTH_WAYS] = true;
    }
}

static void draw_qualifiers(struct plan *p, bool always)
{
    uint32_t kind = always ? rng_below(p->rng, 6) : rng_below(p->rng, 13);
    p->used[CONSTRUCT_QUALIFIER] = p->used[CONSTRUCT_QUALIFIER] || kind < 4;
    if (kind == 0 || kind == 3) {
        draw_via(p);
        draw_more_via(p);
    }
    if (kind == 1 || kind == 3) {
        add(p, " avoiding ");
        draw_places(p, ", ", 25);
    }
    if (kind == 2)
        buf_printf(p->out, " within %u hops", 1 + rng_below(p->rng, 5));
    if (kind == 4 || (kind == 1 && rng_chance(p->rng, 20)))
        draw_over(p);
    if (kind == 5 || (p->used[CONSTRUCT_DELAY] && rng_chance(p->rng, 25)))
        draw_delay(p);
    if (p->appliances.count > 0 && rng_chance(p->rng, 12)) {
        add(p, " uninspected");
        p->used[CONSTRUCT_UNINSPECTED] = true;
    }
}

/* " on tcp 443, udp 53", now and then. */
static void draw_services(struct plan *p)
{
    if (!rng_chance(p->rng, p->families[FAMILY_SERVICES] ? 45 : 0))
        return;
    buf_printf(p->out, " on %s", plan_service(p));
    while (rng_chance(p->rng, 25))
        buf_printf(p->out, ", %s", plan_service(p));
    p->used[CONSTRUCT_SERVICES] = true;
}

/* ---- conditions ---- */

static void draw_budget(struct plan *p)
{
    static const char *const classes[] = {"links",    "tunnels",  "devices", "routers",
                                          "circuits", "gateways", "peerings"};
    uint32_t most = p->links > LARGE ? 1 : 2;
    uint32_t failures = rng_chance(p->rng, 5) ? 0 : rng_chance(p->rng, 40) ? most : 1;
    buf_printf(p->out, " under any %u failure%s", failures, failures == 1 ? "" : "s");
    p->used[CONSTRUCT_FAILURES] = true;
    if (!rng_chance(p->rng, 35))
        return;
    buf_printf(p->out, " of %s", rng_word(p->rng, classes, 7));
    while (rng_chance(p->rng, 30))
        buf_printf(p->out, ", %s", rng_word(p->rng, classes, 7));
    p->used[CONSTRUCT_FAILURE_CLASS] = true;
}

static void draw_conditions(struct plan *p)
{
    bool budget = rng_chance(p->rng, 60), down = rng_chance(p->rng, 14);
    if (budget)
        draw_budget(p);
    if (budget && p->links <= LARGE && rng_chance(p->rng, 10)) {
        add(p, " and");
        draw_budget(p);
        p->used[CONSTRUCT_BUDGETS] = true;
    }
    while (p->settings.list.count > 0 && rng_chance(p->rng, 25)) {
        plan_setting_condition(p, budget ? " and" : "");
        budget = true;
    }
    if (!down)
        return;
    add(p, budget ? " and when " : " when ");
    add(p, plan_pick(p, &p->places)); /* no load balancer */
    while (rng_chance(p->rng, 25))
        buf_printf(p->out, ", %s", plan_pick(p, &p->places));
    add(p, " down");
    p->used[CONSTRUCT_WHEN_DOWN] = true;
}

/* ---- claims about flows ---- */

static void draw_positive(struct plan *p)
{
    draw_two_ends(p, rng_chance(p->rng, 65) ? " can reach " : " can send to ");
    draw_services(p);
    draw_qualifiers(p, false);
}

static void draw_negative(struct plan *p)
{
    draw_two_ends(p, rng_chance(p->rng, 65) ? " cannot reach " : " cannot send to ");
    draw_services(p);
}

static void draw_isolated(struct plan *p)
{
    draw_two_ends(p, " and ");
    add(p, " are isolated");
}

static void draw_symmetric(struct plan *p)
{
    static const char *const at[] = {"", " at site", " at link", " at device"};
    draw_two_ends(p, " and ");
    add(p, " are symmetric");
    draw_services(p);
    add(p, rng_word(p->rng, at, 4));
}

static void draw_only_via(struct plan *p)
{
    draw_two_ends(p, " reaches ");
    draw_services(p);
    add(p, " only via ");
    draw_places(p, " or ", 40);
}

static bool is_node(const char *place)
{
    for (; *place; place++)
        if (*place == '<' || *place == '-')
            return false;
    return true;
}

static void draw_path(struct plan *p)
{
    add(p, "path from ");
    draw_two_ends(p, " to ");
    draw_services(p);
    add(p, " is ");
    const char *place = plan_pick(p, &p->places);
    if (rng_chance(p->rng, 20) || !is_node(place)) {
        add(p, "direct");
        return;
    }
    add(p, place);
    while (rng_chance(p->rng, 55)) {
        place = plan_pick(p, &p->places);
        if (is_node(place))
            buf_printf(p->out, ", %s", place);
    }
}

/* ---- claims about routes ---- */

/* A subnet has routes, and is no place. */
static bool is_subnet(struct plan *p, const char *path)
{
    for (uint32_t h = 0; h < plan_home_count(p); h++)
        for (uint32_t i = 0; i < plan_home(p, h)->subnets.count; i++)
            if (strcmp(plan_home(p, h)->subnets.at[i].path, path) == 0)
                return true;
    return false;
}

static struct plan_pair draw_pair(struct plan *p)
{
    struct plan_pair pair = {plan_pick(p, &p->tables), plan_pick(p, &p->tables)};
    if (p->neighbours.count > 0 && rng_chance(p->rng, 95))
        pair = p->neighbours.at[rng_below(p->rng, p->neighbours.count)];
    bool turn = rng_chance(p->rng, 50);
    if (is_subnet(p, pair.b) || (turn && !is_subnet(p, pair.a)))
        pair = (struct plan_pair){pair.b, pair.a};
    if (is_subnet(p, pair.b))
        pair.b = plan_pick(p, &p->places);
    return pair;
}

/* How the neighbour is named: by itself, or now and then by a link that joins the two or by any place. */
static const char *name_neighbour(struct plan *p, struct plan_pair pair)
{
    if (rng_chance(p->rng, 70))
        return pair.b;
    for (uint32_t i = 0; i < p->places.list.count; i++) {
        const char *place = p->places.list.at[i];
        if (strstr(place, "<->") && strstr(place, pair.a) && strstr(place, pair.b))
            return place;
    }
    return rng_chance(p->rng, 30) ? plan_pick(p, &p->places) : pair.b;
}

static void draw_as_path(struct plan *p)
{
    static const char *const numbers[] = {"12076", "65515", "65100", "65101", "65102",
                                          "65010", "65011", "65200", "65210", "65300"};
    add(p, " with as-path");
    do
        buf_printf(p->out, " %s", rng_word(p->rng, numbers, sizeof numbers / sizeof *numbers));
    while (rng_chance(p->rng, 45));
}

static void draw_learns(struct plan *p)
{
    struct plan_pair pair = draw_pair(p);
    bool learns = rng_chance(p->rng, 60);
    buf_printf(p->out, "%s %s %s", pair.a, learns ? "learns" : "does not learn", plan_pick(p, &p->prefixes));
    if (rng_chance(p->rng, 50))
        buf_printf(p->out, " from %s", name_neighbour(p, pair));
    if (learns && rng_chance(p->rng, 35))
        draw_as_path(p);
}

/* The neighbours that are listed are the first one and, often, those that stand beside it: the other device
 * of a circuit. */
static void draw_selects(struct plan *p)
{
    struct plan_pair pair = draw_pair(p);
    buf_printf(p->out, "%s selects %s from %s", pair.a, plan_pick(p, &p->prefixes), name_neighbour(p, pair));
    for (uint32_t i = 0; i < p->neighbours.count; i++) {
        struct plan_pair other = p->neighbours.at[i];
        const char *b = other.a == pair.a ? other.b : other.b == pair.a ? other.a : NULL;
        if (b && b != pair.b && !is_subnet(p, b) && rng_chance(p->rng, 30))
            buf_printf(p->out, ", %s", b);
    }
}

static void draw_advertises(struct plan *p)
{
    struct plan_pair pair = draw_pair(p);
    const char *verb = rng_chance(p->rng, 55) ? "advertises" : "does not advertise";
    buf_printf(p->out, "%s %s %s to %s", pair.a, verb, plan_pick(p, &p->prefixes), name_neighbour(p, pair));
}

/* Prefixes of subnets matter most here: the platform's own, service endpoints, and the default. */
static const char *row_prefix(struct plan *p)
{
    static const char *const platform[] = {"0.0.0.0/0", "10.0.0.0/8", "172.16.0.0/12", "100.64.0.0/10"};
    return rng_chance(p->rng, 25) ? rng_word(p->rng, platform, 4) : plan_pick(p, &p->prefixes);
}

static void draw_next_hop(struct plan *p)
{
    static const char *const kinds[] = {"vnet",    "peering", "internet",        "none",
                                        "gateway", "gateway", "service-endpoint"};
    if (rng_chance(p->rng, 15)) {
        add(p, "address ");
        draw_address(p, true);
    } else {
        add(p, rng_word(p->rng, kinds, sizeof kinds / sizeof *kinds));
    }
}

static void draw_rows(struct plan *p)
{
    struct plan_pair pair = draw_pair(p);
    uint32_t kind = rng_below(p->rng, 10);
    add(p, pair.a);
    if (kind < 2) {
        buf_printf(p->out, " does not route %s", row_prefix(p));
    } else if (kind < 7) {
        buf_printf(p->out, " routes %s to ", row_prefix(p));
        draw_next_hop(p);
        add(p, rng_chance(p->rng, 25) ? " invalid" : "");
    } else {
        buf_printf(p->out, " routes %s through %s", row_prefix(p), is_node(pair.b) ? pair.b : pair.a);
        while (rng_chance(p->rng, 25)) {
            const char *place = plan_pick(p, &p->places);
            if (is_node(place))
                buf_printf(p->out, ", %s", place);
        }
    }
    p->used[CONSTRUCT_ROWS] = true;
}

/* ---- claims about the whole network ---- */

static void draw_everything(struct plan *p)
{
    static const char *const claims[] = {"no loops", "no blackholes", "routing is stable"};
    add(p, rng_word(p->rng, claims, sizeof claims / sizeof *claims));
    p->used[CONSTRUCT_EVERYTHING] = true;
}

/* What the claim before says, or now and then its opposite. */
static void draw_again(struct plan *p)
{
    static const char can[] = " can reach ", cannot[] = " cannot reach ";
    const char *last = p->assertion, *verb = strstr(last, can);
    bool has_qualifier = strstr(last, " via ") || strstr(last, " avoiding ") || strstr(last, " within ") ||
                         strstr(last, " over ") || strstr(last, " uninspected");
    if (!verb || has_qualifier || rng_chance(p->rng, 40)) {
        add(p, last);
        return;
    }
    buf_add_bytes(p->out, last, (size_t)(verb - last));
    add(p, cannot);
    add(p, verb + strlen(can));
}

static void draw_claim(struct plan *p, uint32_t number)
{
    static void (*const kinds[])(struct plan *) = {
        draw_positive, draw_positive,   draw_positive,  draw_negative,  draw_negative,  draw_isolated,
        draw_only_via, draw_path,       draw_symmetric, draw_symmetric, draw_learns,    draw_learns,
        draw_selects,  draw_advertises, draw_rows,      draw_rows,      draw_everything};
    buf_printf(p->out, "claim c%u: ", number);
    size_t begin = p->out->length;
    if (p->assertion && rng_chance(p->rng, 15))
        draw_again(p);
    else if (p->used[CONSTRUCT_FABRIC] && rng_chance(p->rng, 50))
        draw_positive(p);
    else
        kinds[rng_below(p->rng, sizeof kinds / sizeof *kinds)](p);
    p->assertion = arena_strdup(p->arena, buf_text(p->out) + begin);
    draw_conditions(p);
    add(p, ";\n");
}

/* ---- matrix, group, let ---- */

/* One row of cells: the home, or the Internet beyond the last one. */
static void draw_row(struct plan *p, uint32_t row, uint32_t columns)
{
    static const char *const cells[] = {"Y", "N", "X", "S", "K", ".", "Y", ".", ">"};
    buf_printf(p->out, "    %s", plan_home(p, row)->name);
    for (uint32_t i = 0; i < columns; i++) {
        const char *cell = i == row ? "." : rng_word(p->rng, cells, sizeof cells / sizeof *cells);
        buf_printf(p->out, " %s", cell);
        p->used[CONSTRUCT_ONE_WAY] = p->used[CONSTRUCT_ONE_WAY] || *cell == '>';
    }
    add(p, ";\n");
}

static void draw_matrix(struct plan *p)
{
    uint32_t count = plan_home_count(p);
    bool internet = p->families[FAMILY_PUBLICS] && rng_chance(p->rng, 40);
    add(p, "matrix m");
    draw_conditions(p);
    add(p, " {\n    key K =");
    draw_qualifiers(p, true);
    add(p, ";\n    columns");
    for (uint32_t i = 0; i < count; i++)
        buf_printf(p->out, " %s", plan_home(p, i)->name);
    add(p, internet ? " internet;\n" : ";\n");
    for (uint32_t r = 0; r < count; r++)
        if (rng_chance(p->rng, 50))
            draw_row(p, r, count + internet);
    add(p, "}\n");
    p->used[CONSTRUCT_MATRIX] = true;
}

static void draw_sets(struct plan *p)
{
    if (rng_chance(p->rng, 25)) {
        const char *a = plan_pick(p, &p->endpoints);
        buf_printf(p->out, "group g = %s, %s;\n", a, plan_pick(p, &p->endpoints));
        plan_add(p, &p->groups, "g");
        p->used[CONSTRUCT_GROUP] = true;
    }
    if (p->spaces.list.count > 0 && !p->overlapping && rng_chance(p->rng, 15)) {
        const char *a = plan_pick(p, &p->spaces);
        buf_printf(p->out, "let l = %s, %s;\n", a, plan_pick(p, &p->spaces));
        plan_add(p, &p->groups, "l");
        p->used[CONSTRUCT_LET] = true;
    }
}

void plan_claims(struct plan *p)
{
    draw_sets(p);
    for (uint32_t i = 0, count = p->small ? 2 + rng_below(p->rng, 3) : 6 + rng_below(p->rng, 5); i < count;
         i++)
        draw_claim(p, i);
    if (rng_chance(p->rng, 12))
        draw_matrix(p);
}
