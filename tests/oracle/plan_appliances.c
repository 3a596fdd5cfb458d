/*
 * plan_appliances: firewalls, network virtual appliances and load balancers.
 */
#include "tests/oracle/plan.h"

/* ---- where they are ---- */

static void place_appliance(struct plan *p, struct plan_home *home, uint32_t n)
{
    struct plan_appliance a = {.name = n ? "nva" : "fw", .home = home};
    a.path = arena_printf(p->arena, "%s.%s", home->name, a.name);
    a.address = arena_printf(p->arena, "10.%u.0.%u", home->byte, 132 + 8 * n);
    if (home->six && rng_chance(p->rng, 20))
        a.address = arena_printf(p->arena, "fd00:%u:0:0:1::%u", home->byte, 132 + n);
    if (p->families[FAMILY_BGP] && rng_chance(p->rng, 75))
        a.asn = (home->onprem ? 65300 : 65200) + 10 * (home->byte % 100) + (rng_chance(p->rng, 85) ? n : 0);
    if (p->families[FAMILY_PUBLICS] && rng_chance(p->rng, home->onprem ? 25 : 60))
        a.public = plan_public(p);
    vec_push(p->arena, &p->appliances, a);
    if (!home->linked)
        plan_add(p, &home->next_hops, a.address);
    plan_add(p, &p->endpoints, a.path);
    plan_add(p, &p->tables, a.path);
    plan_add(p, &p->places, a.path);
    plan_add(p, &p->places, a.path); /* most claims shall be about it */
    if (a.public)
        plan_add(p, &p->targets, a.public);
}

static void place_balancer(struct plan *p, struct plan_home *home)
{
    struct plan_balancer b = {arena_printf(p->arena, "%s.lb", home->name),
                              arena_printf(p->arena, "10.%u.0.150", home->byte), home};
    vec_push(p->arena, &p->balancers, b);
    if (!home->linked)
        plan_add(p, &home->next_hops, b.address);
    plan_add(p, &p->targets, b.path);
    plan_add(p, &p->marks, b.path);
}

static bool is_backend(const struct plan_appliance *a, const struct plan_home *home)
{
    return a->home == home && !plan_is_six(a->address);
}

static bool has_backend(const struct plan *p, const struct plan_home *home)
{
    for (uint32_t i = 0; i < p->appliances.count; i++)
        if (is_backend(&p->appliances.at[i], home))
            return true;
    return home->hosts.count > 0 && !plan_is_six(home->hosts.at[0].address);
}

void plan_place_appliances(struct plan *p, struct plan_home *home)
{
    if (p->families[FAMILY_APPLIANCES] && rng_chance(p->rng, home->onprem ? 30 : 65)) {
        place_appliance(p, home, 0);
        if (rng_chance(p->rng, p->families[FAMILY_BALANCERS] ? 55 : 25))
            place_appliance(p, home, 1);
    }
    if (p->families[FAMILY_BALANCERS] && !home->onprem && has_backend(p, home) && rng_chance(p->rng, 75))
        place_balancer(p, home);
}

/* ---- what they do ---- */

static void draw_snat(struct plan *p)
{
    static const char *const kept[] = {"10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16, 100.64.0.0/10",
                                       "0.0.0.0/0", "255.255.255.255/32", "10.0.0.0/9"};
    uint32_t kind = rng_below(p->rng, 10);
    if (kind < 5)
        return;
    if (kind < 7)
        buf_printf(p->out, "        snat %s;\n", rng_word(p->rng, kept, 4));
    else if (kind < 8)
        buf_printf(p->out, "        snat %s;\n", plan_pick(p, &p->spaces));
    else
        buf_printf(p->out, "        snat %s;\n", kind < 9 ? "always" : "never");
    p->used[kind < 8 ? CONSTRUCT_SNAT_EXCEPT : CONSTRUCT_SNAT] = true;
}

static void draw_stateful(struct plan *p)
{
    static const char *const kinds[] = {"off", "off", "on", "tcp", "tcp, udp", "udp, icmp"};
    if (!rng_chance(p->rng, 55))
        return;
    buf_printf(p->out, "        stateful %s;\n", rng_word(p->rng, kinds, 6));
    p->used[CONSTRUCT_STATEFUL] = true;
}

static void draw_judgement(struct plan *p, const struct plan_appliance *a)
{
    if (rng_chance(p->rng, p->families[FAMILY_SETTINGS] ? 20 : 6)) {
        buf_printf(p->out, "        forwarding%s;\n",
                   plan_flag(p, arena_printf(p->arena, "%s forwarding", a->path), " off"));
        p->used[CONSTRUCT_FORWARDING_OFF] = true;
    }
    if (rng_chance(p->rng, 35)) {
        draw_snat(p);
        plan_rules(p, "rules", false, a);
        p->used[CONSTRUCT_RULES] = true;
    } else if (rng_chance(p->rng, 30)) {
        draw_snat(p);
    } else {
        draw_stateful(p); /* neither rules nor translation: both make it stateful */
    }
}

static void draw_routing(struct plan *p, const struct plan_appliance *a)
{
    if (a->asn)
        buf_printf(p->out, "        asn %u;\n", a->asn);
    if (a->asn && rng_chance(p->rng, 60)) {
        const char *prefix = plan_prefix(p, a->home);
        buf_printf(p->out, "        originate %s;\n", prefix);
        plan_add(p, &p->prefixes, prefix);
        p->used[CONSTRUCT_APPLIANCE_ORIGINATE] = true;
    }
    if (!a->home->onprem && rng_chance(p->rng, p->families[FAMILY_PUBLICS] ? 25 : 8)) {
        buf_add(p->out, "        default-route;\n");
        p->used[CONSTRUCT_APPLIANCE_DEFAULT] = true;
    }
}

static void draw_appliance(struct plan *p, const struct plan_appliance *a)
{
    buf_printf(p->out, "    appliance %s %s {\n", a->name, a->address);
    draw_routing(p, a);
    if (a->public)
        buf_printf(p->out, "        public %s;\n", a->public);
    if (a->asn == 0 && rng_chance(p->rng, 22)) { /* instances have no sessions */
        buf_printf(p->out, "        instances %u;\n", 2 + rng_chance(p->rng, 15));
        p->used[CONSTRUCT_INSTANCES] = true;
    }
    plan_attach(p, a->home, 30);
    draw_judgement(p, a);
    buf_add(p->out, "    }\n");
    p->used[a->home->onprem ? CONSTRUCT_ONPREM_APPLIANCE : CONSTRUCT_APPLIANCE] = true;
}

/* ---- load balancers ---- */

/* All appliances of its home, or its hosts. */
static void draw_backends(struct plan *p, const struct plan_balancer *b)
{
    struct plan_names hosts = {0}, appliances = {0};
    for (uint32_t i = 0; i < p->appliances.count; i++)
        if (is_backend(&p->appliances.at[i], b->home))
            plan_add(p, &appliances, p->appliances.at[i].path);
    for (uint32_t i = 0; i < b->home->hosts.count; i++)
        if (!plan_is_six(b->home->hosts.at[i].address))
            plan_add(p, &hosts, b->home->hosts.at[i].path);
    bool use_hosts = appliances.list.count == 0 || (hosts.list.count > 0 && rng_chance(p->rng, 35));
    const struct plan_names *backends = use_hosts ? &hosts : &appliances;
    for (uint32_t i = 0; i < backends->list.count; i++)
        buf_printf(p->out, "%s%s", i ? ", " : "        backend ", backends->list.at[i]);
    buf_add(p->out, ";\n");
}

static void draw_balancer(struct plan *p, const struct plan_balancer *b)
{
    buf_printf(p->out, "    load-balancer lb %s {\n", b->address);
    draw_backends(p, b);
    if (p->families[FAMILY_PUBLICS] && rng_chance(p->rng, 60)) {
        const char *public = plan_public(p);
        buf_printf(p->out, "        public %s;\n", public);
        plan_add(p, &p->targets, public);
        p->used[CONSTRUCT_PUBLIC_BALANCER] = true;
    }
    buf_add(p->out, "    }\n");
    p->used[CONSTRUCT_BALANCER] = true;
}

void plan_appliances(struct plan *p)
{
    for (uint32_t i = 0; i < p->appliances.count; i++) {
        plan_open(p, p->appliances.at[i].home);
        draw_appliance(p, &p->appliances.at[i]);
        plan_close(p);
    }
    for (uint32_t i = 0; i < p->balancers.count; i++) {
        plan_open(p, p->balancers.at[i].home);
        draw_balancer(p, &p->balancers.at[i]);
        plan_close(p);
    }
}
