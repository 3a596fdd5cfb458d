/*
 * ir_dump_packets: prints what packets meet besides tables: services, filters, appliances, load balancers.
 */
#include "compiler/ir.h"

static void dump_address(struct buf *out, const char *label, struct addr a)
{
    char text[ADDR_TEXT_MAX];
    buf_printf(out, " %s %s", label, addr_print(a, text));
}

static void dump_prefix(struct buf *out, const char *label, struct prefix p)
{
    char text[PREFIX_TEXT_MAX];
    buf_printf(out, "%s%s", label, prefix_print(p, text));
}

static void dump_services(const struct ir *ir, struct buf *out)
{
    if (ir->service_count == 1)
        return;
    buf_printf(out, "services %u\n", ir->service_count);
    for (uint32_t i = 0; i < ir->service_count; i++)
        buf_printf(out, "  %u %s reply %u\n", i, ir->services[i].name, ir->services[i].reply);
}

static void dump_set(const struct ir *ir, struct buf *out, const char *label, const struct ir_address_set *s)
{
    buf_printf(out, " %s", label);
    buf_add(out, s->any ? " any" : "");
    buf_add(out, s->internet ? " internet" : "");
    for (uint32_t i = 0; i < s->prefix_count; i++)
        dump_prefix(out, " ", s->prefixes[i]);
    for (uint32_t i = 0; i < s->known_count; i++)
        buf_printf(out, " known-at %s", ir->tables[s->known_at[i]].name);
    if (!s->any && !s->internet && s->prefix_count == 0 && s->known_count == 0)
        buf_add(out, " nothing");
}

static void dump_line(const struct ir *ir, struct buf *out, const struct ir_line *line)
{
    const char *separator = " on ";
    buf_add(out, line->dnat ? "    dnat" : line->permit ? "    permit" : "    deny");
    for (uint32_t s = bits_next(line->services, 0);
         s != UINT32_MAX && bits_count(line->services) < ir->service_count;
         s = bits_next(line->services, s + 1)) {
        buf_printf(out, "%s%u", separator, s);
        separator = ",";
    }
    dump_set(ir, out, "from", &line->from);
    dump_set(ir, out, "to", &line->to);
    if (line->dnat)
        dump_address(out, "->", line->dnat_to);
    if (line->dnat_service != IR_NONE)
        buf_printf(out, " service %u", line->dnat_service);
    if (!line->permit)
        buf_printf(out, " NICC%u", rule_info(line->rule)->number);
    buf_add(out, "\n");
}

static void dump_filters(const struct ir *ir, struct buf *out)
{
    if (ir->filter_count > 0)
        buf_printf(out, "filters %u\n", ir->filter_count);
    for (uint32_t i = 0; i < ir->filter_count; i++) {
        buf_printf(out, "  %u %s\n", i, ir->filters[i].name);
        for (uint32_t n = 0; n < ir->filters[i].line_count; n++)
            dump_line(ir, out, &ir->filters[i].lines[n]);
    }
    if (ir->attachment_count > 0)
        buf_printf(out, "attachments %u\n", ir->attachment_count);
    for (uint32_t i = 0; i < ir->attachment_count; i++) {
        const struct ir_attachment *a = &ir->attachments[i];
        buf_printf(out, "  %s ", ir->sites[a->site].name);
        dump_prefix(out, "", a->prefix);
        buf_printf(out, " inbound %u outbound %u\n", a->inbound, a->outbound);
    }
}

static void dump_appliance(const struct ir *ir, struct buf *out, const struct ir_appliance *a)
{
    static const char *const snat[] = {"never", "always", "except"};
    buf_printf(out, "  %s", a->name);
    dump_address(out, "address", a->address);
    if (a->has_public)
        dump_address(out, "public", a->public_address);
    for (uint32_t i = 0; i < a->instance_count; i++)
        buf_printf(out, "%s%s", i == 0 ? " instances " : ", ", ir->elements[a->instances[i]].name);
    buf_add(out, a->forwards ? " forwards" : "");
    for (uint32_t p = 0; p < IR_PROTOCOL_COUNT; p++)
        if (a->stateful[p])
            buf_printf(out, " stateful-%s", ir_protocol_name(p));
    if (a->rules != IR_NONE)
        buf_printf(out, " rules %u", a->rules);
    buf_printf(out, " snat %s", snat[a->snat]);
    for (uint32_t i = 0; i < a->snat_except_count; i++)
        dump_prefix(out, " ", a->snat_except[i]);
    buf_add(out, "\n");
}

static void dump_balancer(const struct ir *ir, struct buf *out, const struct ir_balancer *b)
{
    buf_printf(out, "  %s", b->name);
    dump_address(out, "address", b->address);
    for (uint32_t i = 0; i < b->backend_count; i++) {
        const struct ir_backend *n = &b->backends[i];
        dump_address(out, "backend", n->address);
        if (n->appliance != IR_NONE)
            buf_printf(out, " (%s)", ir->appliances[n->appliance].name);
    }
    buf_add(out, "\n");
}

static void dump_publics(const struct ir *ir, struct buf *out)
{
    if (ir->public_count > 0)
        buf_printf(out, "publics %u\n", ir->public_count);
    for (uint32_t i = 0; i < ir->public_count; i++) {
        const struct ir_public *p = &ir->publics[i];
        const char *owner = p->kind == IR_OWNER_APPLIANCE  ? ir->appliances[p->owner].name
                            : p->kind == IR_OWNER_BALANCER ? ir->balancers[p->owner].name
                                                           : ir->sites[p->owner].name;
        dump_address(out, "", p->address);
        buf_printf(out, " of %s", owner);
        if (p->kind == IR_OWNER_HOST)
            dump_address(out, "host", p->host);
        buf_add(out, "\n");
    }
}

void ir_dump_packets(const struct ir *ir, struct buf *out)
{
    dump_services(ir, out);
    dump_filters(ir, out);
    if (ir->appliance_count > 0)
        buf_printf(out, "appliances %u\n", ir->appliance_count);
    for (uint32_t i = 0; i < ir->appliance_count; i++)
        dump_appliance(ir, out, &ir->appliances[i]);
    if (ir->balancer_count > 0)
        buf_printf(out, "load balancers %u\n", ir->balancer_count);
    for (uint32_t i = 0; i < ir->balancer_count; i++)
        dump_balancer(ir, out, &ir->balancers[i]);
    dump_publics(ir, out);
}
