/*
 * model_dump_packets: the part of `nicc dump --stage model` about appliances, load balancers and security groups.
 */
#include "compiler/model_dump.h"

#include "compiler/ir.h"

static void dump_address(const char *label, struct addr a, struct buf *out)
{
    char text[ADDR_TEXT_MAX];
    buf_printf(out, " %s %s", label, addr_print(a, text));
}

static void dump_set(const char *label, const struct model_addresses *a, struct buf *out)
{
    static const struct {
        uint32_t tag;
        const char *name;
    } tags[] = {{ADDRESSES_ANY, "any"},
                {ADDRESSES_INTERNET, "internet"},
                {ADDRESSES_VIRTUAL_NETWORK, "virtual-network"},
                {ADDRESSES_LOAD_BALANCER, "azure-load-balancer"}};
    char text[PREFIX_TEXT_MAX];
    buf_printf(out, " %s", label);
    for (uint32_t i = 0; i < sizeof tags / sizeof *tags; i++)
        if (a->tags & tags[i].tag)
            buf_printf(out, " %s", tags[i].name);
    for (uint32_t i = 0; i < a->prefixes.count; i++)
        buf_printf(out, " %s", prefix_print(a->prefixes.at[i], text));
}

static void dump_rule(const struct model_rule *r, struct buf *out)
{
    static const char *const actions[] = {"allow", "deny", "dnat"};
    buf_add(out, "    ");
    if (r->has_number)
        buf_printf(out, "%u ", r->number);
    buf_add(out, actions[r->action]);
    for (uint32_t p = 0; p < IR_PROTOCOL_COUNT; p++)
        if (r->protocols >> p & 1u)
            buf_printf(out, " %s", ir_protocol_name(p));
    dump_set("from", &r->from, out);
    dump_set("to", &r->to, out);
    for (uint32_t i = 0; i < r->ports.count; i++)
        buf_printf(out, " port %u-%u", r->ports.at[i].first, r->ports.at[i].last);
    if (r->action == RULE_TRANSLATES)
        dump_address("->", r->translate_to, out);
    if (r->has_translate_port)
        buf_printf(out, " port %u", r->translate_port);
    buf_add(out, "\n");
}

static void dump_rules(const char *label, const struct model_rule *at, uint32_t count, struct buf *out)
{
    if (count > 0)
        buf_printf(out, "   %s\n", label);
    for (uint32_t i = 0; i < count; i++)
        dump_rule(&at[i], out);
}

static void dump_group(const struct model *m, uint32_t group, struct buf *out)
{
    if (group != MODEL_NONE)
        buf_printf(out, " security-group %s", m->security_groups.at[group].name);
}

static void dump_translation(const struct model_appliance *a, struct buf *out)
{
    static const char *const modes[] = {" snat never", " snat always", " snat except"};
    char text[PREFIX_TEXT_MAX];
    buf_add(out, modes[a->snat]);
    for (uint32_t i = 0; i < a->snat_except.count; i++)
        buf_printf(out, " %s", prefix_print(a->snat_except.at[i], text));
}

static void dump_appliance(const struct model *m, const struct model_appliance *a, struct buf *out)
{
    char text[PREFIX_TEXT_MAX];
    bool stateful = false;
    buf_printf(out, "  appliance %s %s forwarding %s stateful", a->name, addr_print(a->address, text),
               model_switch_word(&a->forwards));
    for (uint32_t p = 0; p < IR_PROTOCOL_COUNT; p++)
        if (a->stateful[p]) {
            buf_printf(out, "%s%s", stateful ? "," : " ", ir_protocol_name(p));
            stateful = true;
        }
    buf_add(out, stateful ? "" : " off");
    buf_printf(out, " instances %u", a->instances);
    if (a->asn != 0)
        buf_printf(out, " asn %u", a->asn);
    for (uint32_t i = 0; i < a->originate.count; i++)
        buf_printf(out, " originate %s", prefix_print(a->originate.at[i].prefix, text));
    buf_add(out, a->default_route ? " default-route" : "");
    if (a->has_public)
        dump_address("public", a->public_address, out);
    dump_translation(a, out);
    dump_group(m, a->security_group, out);
    buf_add(out, "\n");
    dump_rules("rules", a->rules.at, a->rules.count, out);
}

static void dump_balancer(const struct model *m, const struct model_balancer *b, struct buf *out)
{
    char text[ADDR_TEXT_MAX];
    buf_printf(out, "  load-balancer %s %s", b->name, addr_print(b->address, text));
    for (uint32_t i = 0; i < b->backends.count; i++) {
        const struct model_backend *n = &b->backends.at[i];
        buf_printf(out, " backend %s",
                   n->appliance != MODEL_NONE ? m->appliances.at[n->appliance].name
                                              : m->sites.at[n->site].hosts.at[n->host].name);
    }
    for (uint32_t i = 0; i < b->publics.count; i++)
        dump_address("public", b->publics.at[i], out);
    buf_add(out, "\n");
}

void model_dump_host(const struct model *m, const struct model_host *h, struct buf *out)
{
    char text[ADDR_TEXT_MAX];
    buf_printf(out, "  host %s %s", h->name, addr_print(h->address, text));
    if (h->has_public)
        dump_address("public", h->public_address, out);
    dump_group(m, h->security_group, out);
    buf_add(out, "\n");
}

void model_dump_packets(const struct model *m, const struct model_site *s, struct buf *out)
{
    for (uint32_t i = 0; i < s->appliances.count; i++)
        dump_appliance(m, &m->appliances.at[s->appliances.at[i]], out);
    for (uint32_t i = 0; i < s->balancers.count; i++)
        dump_balancer(m, &m->balancers.at[s->balancers.at[i]], out);
    for (uint32_t i = 0; i < s->security_groups.count; i++) {
        const struct model_security_group *g = &m->security_groups.at[s->security_groups.at[i]];
        buf_printf(out, "  security-group %s\n", g->name);
        dump_rules("inbound", g->inbound.at, g->inbound.count, out);
        dump_rules("outbound", g->outbound.at, g->outbound.count, out);
    }
}
