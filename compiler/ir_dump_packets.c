/*
 * The part of ir_dump about what packets meet. A section that is empty is left out.
 */
#include "compiler/ir_dump.h"

static void dump_title(struct buf *out, const char *title, uint32_t count)
{
    if (count > 0)
        buf_printf(out, "%s %u\n", title, count);
}

/* One service that everything belongs to is not worth a section. */
static void dump_services(const struct ir *ir, struct buf *out)
{
    if (ir->service_count < 2)
        return;
    dump_title(out, "services", ir->service_count);
    for (uint32_t i = 0; i < ir->service_count; i++)
        buf_printf(out, "  %s reply %s\n", ir->services[i].name, ir->services[ir->services[i].reply].name);
}

/* ---- filters ---- */

static void add_item(struct buf *out, uint32_t *count, const char *text)
{
    buf_printf(out, "%s%s", (*count)++ > 0 ? ", " : " ", text);
}

static void dump_set(const struct ir *ir, struct buf *out, const char *label,
                     const struct ir_address_set *set)
{
    char text[PREFIX_TEXT_MAX];
    uint32_t count = 0;
    buf_printf(out, " %s", label);
    if (set->any)
        add_item(out, &count, "any");
    if (set->internet)
        add_item(out, &count, "internet");
    for (uint32_t i = 0; i < set->prefix_count; i++)
        add_item(out, &count, prefix_print(set->prefixes[i], text));
    for (uint32_t i = 0; i < set->known_count; i++) {
        add_item(out, &count, "known at ");
        buf_add(out, ir->tables[set->known_at[i]].name);
    }
    if (count == 0)
        add_item(out, &count, "nothing");
}

static void dump_line_services(const struct ir *ir, struct buf *out, const struct ir_line *line)
{
    uint32_t count = 0, all = 0;
    for (uint32_t i = 0; i < ir->service_count; i++)
        all += bits_has(line->services, i) ? 1 : 0;
    if (all == ir->service_count)
        return;
    buf_add(out, " on");
    for (uint32_t i = 0; i < ir->service_count; i++) {
        if (bits_has(line->services, i))
            add_item(out, &count, ir->services[i].name);
    }
}

static void dump_line(const struct ir *ir, struct buf *out, const struct ir_line *line)
{
    buf_add(out, line->permit ? "    permit" : "    deny");
    dump_set(ir, out, "from", &line->from);
    dump_set(ir, out, "to", &line->to);
    dump_line_services(ir, out, line);
    if (line->dnat) {
        buf_add(out, " translated to ");
        ir_dump_addr(out, line->dnat_to);
        if (line->dnat_service != IR_NONE)
            buf_printf(out, " %s", ir->services[line->dnat_service].name);
    }
    if (!line->permit)
        buf_printf(out, " NICC%u", rule_info(line->rule)->number);
    buf_add(out, "\n");
}

static void dump_filters(const struct ir *ir, struct buf *out)
{
    dump_title(out, "filters", ir->filter_count);
    for (uint32_t i = 0; i < ir->filter_count; i++) {
        buf_printf(out, "  %s\n", ir->filters[i].name);
        for (uint32_t l = 0; l < ir->filters[i].line_count; l++)
            dump_line(ir, out, &ir->filters[i].lines[l]);
    }
    dump_title(out, "attachments", ir->attachment_count);
    for (uint32_t i = 0; i < ir->attachment_count; i++) {
        const struct ir_attachment *a = &ir->attachments[i];
        buf_printf(out, "  %s ", ir->sites[a->site].name);
        ir_dump_prefix(out, a->prefix);
        buf_printf(out, " inbound %s outbound %s\n", ir->filters[a->inbound].name,
                   ir->filters[a->outbound].name);
    }
}

/* ---- appliances ---- */

static void dump_state(struct buf *out, const struct ir_appliance *x)
{
    static const char *const names[] = {
        [IR_TCP] = "tcp", [IR_UDP] = "udp", [IR_ICMP] = "icmp", [IR_OTHER_PROTOCOL] = "other"};
    uint32_t count = 0;
    for (uint32_t p = 0; p < IR_PROTOCOL_COUNT; p++) {
        if (!x->stateful[p])
            continue;
        if (count == 0)
            buf_add(out, " stateful");
        add_item(out, &count, names[p]);
    }
}

static void dump_snat(struct buf *out, const struct ir_appliance *x)
{
    char text[PREFIX_TEXT_MAX];
    uint32_t count = 0;
    if (x->snat == IR_SNAT_NEVER)
        return;
    buf_add(out, " snat");
    if (x->snat == IR_SNAT_EXCEPT)
        buf_add(out, " except");
    for (uint32_t i = 0; i < x->snat_except_count; i++)
        add_item(out, &count, prefix_print(x->snat_except[i], text));
}

static void dump_appliances(const struct ir *ir, struct buf *out)
{
    dump_title(out, "appliances", ir->appliance_count);
    for (uint32_t i = 0; i < ir->appliance_count; i++) {
        const struct ir_appliance *x = &ir->appliances[i];
        uint32_t count = 0;
        buf_printf(out, "  %s in %s ", x->name, ir->sites[x->site].name);
        ir_dump_addr(out, x->address);
        if (x->has_public) {
            buf_add(out, " public ");
            ir_dump_addr(out, x->public_address);
        }
        buf_add(out, x->forwards ? " forwards" : "");
        if (x->forwards_while != IR_NONE)
            buf_printf(out, " while %s", ir->elements[x->forwards_while].name);
        dump_state(out, x);
        dump_snat(out, x);
        if (x->rules != IR_NONE)
            buf_printf(out, " rules %s", ir->filters[x->rules].name);
        buf_add(out, " instances");
        for (uint32_t k = 0; k < x->instance_count; k++)
            add_item(out, &count, ir->elements[x->instances[k]].name);
        buf_add(out, "\n");
    }
}

/* ---- load balancers, public addresses ---- */

static void dump_balancers(const struct ir *ir, struct buf *out)
{
    dump_title(out, "balancers", ir->balancer_count);
    for (uint32_t i = 0; i < ir->balancer_count; i++) {
        const struct ir_balancer *b = &ir->balancers[i];
        buf_printf(out, "  %s in %s ", b->name, ir->sites[b->site].name);
        ir_dump_addr(out, b->address);
        for (uint32_t k = 0; k < b->backend_count; k++) {
            const struct ir_backend *backend = &b->backends[k];
            buf_printf(out, "%s%s ", k == 0 ? " backends " : ", ",
                       backend->appliance == IR_NONE ? ir->sites[backend->site].name
                                                     : ir->appliances[backend->appliance].name);
            ir_dump_addr(out, backend->address);
        }
        buf_add(out, "\n");
    }
}

static void dump_publics(const struct ir *ir, struct buf *out)
{
    dump_title(out, "public addresses", ir->public_count);
    for (uint32_t i = 0; i < ir->public_count; i++) {
        const struct ir_public *p = &ir->publics[i];
        buf_add(out, "  ");
        ir_dump_addr(out, p->address);
        switch (p->kind) {
        case IR_OWNER_HOST:
            buf_printf(out, " host in %s ", ir->sites[p->owner].name);
            ir_dump_addr(out, p->host);
            break;
        case IR_OWNER_APPLIANCE:
            buf_printf(out, " %s", ir->appliances[p->owner].name);
            break;
        case IR_OWNER_BALANCER:
            buf_printf(out, " %s", ir->balancers[p->owner].name);
            break;
        }
        buf_add(out, "\n");
    }
}

static void dump_router_addresses(const struct ir *ir, struct buf *out)
{
    if (ir->router_address_count > 0)
        dump_title(out, "router addresses", ir->router_address_count);
    for (uint32_t i = 0; i < ir->router_address_count; i++) {
        buf_printf(out, "  %s ", ir->tables[ir->router_addresses[i].table].name);
        ir_dump_addr(out, ir->router_addresses[i].address);
        buf_add(out, "\n");
    }
}

void ir_dump_packets(const struct ir *ir, struct buf *out)
{
    dump_services(ir, out);
    dump_filters(ir, out);
    dump_appliances(ir, out);
    dump_balancers(ir, out);
    dump_publics(ir, out);
    dump_router_addresses(ir, out);
}
