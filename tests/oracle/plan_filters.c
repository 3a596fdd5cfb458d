/*
 * plan_filters: lines of security groups and of appliances' rules, from few services and few addresses, so that
 * they meet each other and the claims.
 */
#include "tests/oracle/plan.h"

#include <string.h>

static const char *const ports[] = {"80", "443", "53", "1000-1999", "80, 8443", "400-500", "8443"};

const char *plan_service(struct plan *p)
{
    static const char *const services[] = {"tcp 443", "tcp 80", "udp 53",        "icmp",   "tcp",
                                           "udp",     "any",    "tcp 1000-1999", "tcp 22", "udp 443"};
    return rng_word(p->rng, services, sizeof services / sizeof *services);
}

/* ---- what a line matches ---- */

static void draw_addresses(struct plan *p, bool appliance)
{
    uint32_t kind = rng_below(p->rng, 12);
    const struct plan_home *home = plan_home(p, rng_below(p->rng, plan_home_count(p)));
    if (kind < 3)
        buf_add(p->out, "virtual-network");
    else if (kind < 5)
        buf_add(p->out, "internet");
    else if (kind < 6)
        buf_add(p->out, rng_chance(p->rng, 70) ? "any" : "azure-load-balancer");
    else if (kind < 8)
        buf_add(p->out, home->shared ? "10.0.0.0/8" : home->name);
    else if (kind < 9 && home->hosts.count > 0)
        buf_add(p->out, home->hosts.at[rng_below(p->rng, home->hosts.count)].path);
    else if (kind < 10 && home->subnets.count > 0)
        buf_add(p->out, home->subnets.at[0].path);
    else
        buf_add(p->out, appliance || rng_chance(p->rng, 70) ? plan_pick(p, &p->spaces) : "10.0.0.0/9");
}

static void draw_list(struct plan *p, const char *word, bool appliance)
{
    buf_printf(p->out, " %s ", word);
    draw_addresses(p, appliance);
    if (!rng_chance(p->rng, 20))
        return;
    buf_add(p->out, ", ");
    buf_add(p->out, plan_pick(p, &p->spaces));
}

/* Returns whether the protocol has ports. */
static bool draw_protocol(struct plan *p)
{
    static const char *const protocols[] = {"", " tcp", " tcp", " udp", " icmp", " any"};
    const char *protocol = rng_word(p->rng, protocols, sizeof protocols / sizeof *protocols);
    buf_add(p->out, protocol);
    return strcmp(protocol, " tcp") == 0 || strcmp(protocol, " udp") == 0;
}

static void draw_match(struct plan *p, bool appliance)
{
    bool has_ports = draw_protocol(p);
    if (rng_chance(p->rng, 45))
        draw_list(p, "from", appliance);
    if (rng_chance(p->rng, 45))
        draw_list(p, "to", appliance);
    if (has_ports && rng_chance(p->rng, 60))
        buf_printf(p->out, " port %s", rng_word(p->rng, ports, sizeof ports / sizeof *ports));
}

/* ---- lines ---- */

/* A host, appliance or balancer that an appliance of `home` can translate to, or NULL. */
static const char *draw_translated(struct plan *p, const struct plan_appliance *a)
{
    struct plan_names targets = {0};
    for (uint32_t h = 0; h < plan_home_count(p); h++)
        for (uint32_t i = 0; i < plan_home(p, h)->hosts.count && plan_adjacent(p, a->home, plan_home(p, h));
             i++)
            for (int times = 0; times < 3; times++)
                plan_add(p, &targets, plan_home(p, h)->hosts.at[i].address);
    for (uint32_t i = 0; i < p->appliances.count; i++)
        if (p->appliances.at[i].path != a->path && plan_adjacent(p, a->home, p->appliances.at[i].home))
            plan_add(p, &targets, p->appliances.at[i].address);
    for (uint32_t i = 0; i < p->balancers.count; i++)
        if (plan_adjacent(p, a->home, p->balancers.at[i].home))
            plan_add(p, &targets, p->balancers.at[i].address);
    const char *target = plan_pick(p, &targets);
    return plan_is_six(target) == plan_is_six(a->address) && target[0] ? target : NULL;
}

/* From one of the appliance's own addresses to something behind it, by port or whole. */
static void draw_translation(struct plan *p, const struct plan_appliance *a)
{
    bool port = rng_chance(p->rng, 65);
    const char *target = draw_translated(p, a);
    if (!target)
        return;
    buf_printf(p->out, "            dnat%s", port ? " tcp" : "");
    if (rng_chance(p->rng, 40))
        draw_list(p, "from", true);
    buf_printf(p->out, " to %s", a->public && rng_chance(p->rng, 70) ? a->public : a->address);
    if (port)
        buf_printf(p->out, " port %s", rng_chance(p->rng, 60) ? "443" : "80");
    buf_printf(p->out, " -> %s", target);
    if (port && rng_chance(p->rng, 50))
        buf_printf(p->out, " port %s", rng_chance(p->rng, 50) ? "8443" : "80");
    buf_add(p->out, ";\n");
    if (a->public)
        vec_push(p->arena, &p->flows, ((struct plan_pair){"internet", a->path}));
    vec_push(p->arena, &p->flows, ((struct plan_pair){plan_home(p, 0)->name, a->path}));
    p->used[CONSTRUCT_DNAT] = true;
}

void plan_rules(struct plan *p, const char *word, bool numbered, const struct plan_appliance *translates)
{
    buf_printf(p->out, "        %s {\n", word);
    for (uint32_t i = 0, count = rng_below(p->rng, 4) + !numbered; i < count; i++) {
        buf_add(p->out, "            ");
        if (numbered)
            buf_printf(p->out, "%u ", 100 + 10 * i);
        buf_add(p->out, rng_chance(p->rng, numbered ? 50 : 70) ? "allow" : "deny");
        draw_match(p, !numbered);
        buf_add(p->out, ";\n");
    }
    if (translates && rng_chance(p->rng, 50))
        draw_translation(p, translates);
    if (!numbered && rng_chance(p->rng, 45))
        buf_add(p->out, "            allow;\n");
    buf_add(p->out, "        }\n");
}

/* ---- security groups ---- */

void plan_attach(struct plan *p, const struct plan_home *home, uint32_t percent)
{
    if (home->security_groups.list.count == 0 || !rng_chance(p->rng, percent))
        return;
    buf_printf(p->out, "        security-group %s;\n", plan_pick(p, &home->security_groups));
    p->used[CONSTRUCT_SECURITY_GROUP] = true;
}

void plan_filters(struct plan *p)
{
    for (uint32_t v = 0; v < p->vnet_count && p->families[FAMILY_FILTERS]; v++) {
        struct plan_home *home = &p->vnets[v].home;
        plan_open(p, home);
        for (uint32_t n = 0, count = rng_below(p->rng, 3); n < count; n++) {
            const char *name = arena_printf(p->arena, "sg%u", n);
            buf_printf(p->out, "    security-group %s {\n", name);
            if (rng_chance(p->rng, 70))
                plan_rules(p, "inbound", true, NULL);
            if (rng_chance(p->rng, 45))
                plan_rules(p, "outbound", true, NULL);
            buf_add(p->out, "    }\n");
            plan_add(p, &home->security_groups, name);
        }
        plan_close(p);
    }
}
