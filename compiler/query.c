/*
 * query: what one word of a command line names, after a successful compilation. The words go through the same
 * functions as the words of a design; their error becomes one sentence.
 */
#include "compiler/private.h"

#include <string.h>

/* The compilation with a diagnostic list of its own, so that a wrong word leaves no trace in the design's. */
static struct compilation aside(struct compilation *c)
{
    struct compilation copy = *c;
    copy.diags = diag_new(c->arena, c->sources);
    return copy;
}

static bool failed(struct compilation *c, struct compilation *copy, const char **why)
{
    uint32_t count;
    const struct diag *const *all = diag_sorted(copy->diags, &count);
    *why = "it names nothing";
    if (count > 0)
        *why =
            all[0]->help ? arena_printf(c->arena, "%s (%s)", all[0]->message, all[0]->help) : all[0]->message;
    return false;
}

bool compile_endpoint(struct compilation *c, const char *text, struct claim_set *out, const char **why)
{
    struct compilation copy = aside(c);
    struct prefix p;
    bool host_bits, ok;
    if (addr_parse(text, strlen(text), &p.address)) {
        p.length = addr_bits(p.address.family);
        ok = endpoint_of_prefix(&copy, p, SPAN_NONE, text, out);
    } else if (prefix_parse(text, strlen(text), &p, &host_bits)) {
        ok = endpoint_of_prefix(&copy, p, SPAN_NONE, text, out);
    } else {
        ok = endpoint_of_name(&copy, text, SPAN_NONE, out);
    }
    return ok || failed(c, &copy, why);
}

/* A port written in decimal, or 0. */
static uint16_t port_of(const char *text)
{
    uint32_t port = 0;
    for (; *text >= '0' && *text <= '9' && port <= UINT16_MAX; text++)
        port = port * 10 + (uint32_t)(*text - '0');
    return *text == '\0' && port <= UINT16_MAX ? (uint16_t)port : 0;
}

bool compile_service(struct compilation *c, const char *text, uint32_t *service, const char **why)
{
    static const struct {
        const char *word;
        enum ir_protocol protocol;
        uint16_t least; /* the smallest port, 0 where there are none */
    } protocols[] = {{"any", IR_TCP, 1}, {"tcp", IR_TCP, 1}, {"udp", IR_UDP, 1}, {"icmp", IR_ICMP, 0}};
    size_t length = strcspn(text, " ");
    const char *port = text + length + (text[length] == ' ');
    for (uint32_t i = 0; i < sizeof protocols / sizeof *protocols; i++) {
        bool ports = i > 0 && protocols[i].least > 0;
        if (strlen(protocols[i].word) != length || strncmp(text, protocols[i].word, length) != 0)
            continue;
        if (*port && (!ports || port_of(port) == 0))
            break;
        *service = ir_service_of(c->ir, protocols[i].protocol, *port ? port_of(port) : protocols[i].least);
        return true;
    }
    *why = arena_printf(c->arena,
                        "`%s` is no service; write `tcp 443`, `udp 53`, `tcp`, `udp`, `icmp` or `any`", text);
    return false;
}

/* The tree that the grammar would build for a place: a path, or two joined by `<->`. */
static const struct ast *place_of(struct compilation *c, const char *text)
{
    struct ast *place = ast_new(c->arena, AST_PLACE, SPAN_NONE);
    const char *arrow = strstr(text, "<->");
    if (!arrow) {
        place->name = intern_text(c->names, text, strlen(text));
        return place;
    }
    struct ast *a = ast_new(c->arena, AST_PATH, SPAN_NONE), *b = ast_new(c->arena, AST_PATH, SPAN_NONE);
    a->name = intern_text(c->names, text, (size_t)(arrow - text));
    b->name = intern_text(c->names, arrow + 3, strlen(arrow + 3));
    return ast_add(ast_add(place, a), b);
}

bool compile_elements(struct compilation *c, const char *text, const uint32_t **elements, uint32_t *count,
                      const char **why)
{
    struct compilation copy = aside(c);
    return place_elements(&copy, place_of(c, text), elements, count) || failed(c, &copy, why);
}

bool compile_setting(struct compilation *c, const char *name, bool on, uint32_t *element, bool *changed,
                     const char **why)
{
    for (uint32_t i = 0; i < c->model->settings.count; i++) {
        const struct model_setting *s = &c->model->settings.at[i];
        if (strcmp(s->name, name) != 0)
            continue;
        *element = s->element;
        *changed = s->on != on;
        return true;
    }
    *why = arena_printf(c->arena,
                        "`%s` is no setting of the design; write it as in `when .. on`, for example "
                        "`spoke->hub use-remote-gateways`",
                        name);
    return false;
}

const char *compile_open_settings(struct compilation *c)
{
    const char *text = NULL;
    for (uint32_t i = 0; i < c->model->settings.count; i++) {
        const struct model_setting *s = &c->model->settings.at[i];
        if (s->open && !setting_is_wanted(c, s->name))
            text = arena_printf(c->arena, "%s%s%s %s", text ? text : "", text ? ", " : "", s->name,
                                s->on ? "on" : "off");
    }
    return text;
}

bool compile_table(struct compilation *c, const char *text, uint32_t *table, const char **why)
{
    struct compilation copy = aside(c);
    *table = ir_find_table(c->ir, text);
    if (*table != IR_NONE)
        return true;
    const struct entity *e = name_lookup(&copy, c->model, text, SPAN_NONE, "table");
    if (e && e->kind == ENTITY_SUBNET && c->model->subnets.at[e->index].kind == SUBNET_PLAIN) {
        *table = c->model->subnets.at[e->index].table; /* on-premises: that of its site */
        return true;
    }
    if (e)
        diag_add(copy.diags, DIAG_NOT_A_TABLE, SPAN_NONE,
                 "`%s` has no route table of its own; tables belong to sites, gateways, routers and circuit "
                 "devices",
                 text);
    return failed(c, &copy, why);
}

static struct claim_set all_named(struct compilation *c, enum entity_kind kind)
{
    VEC(struct claim_member) members = {0};
    struct compilation copy = aside(c);
    for (uint32_t i = 0; i < c->model->entities.count; i++) {
        const struct entity *e = &c->model->entities.at[i];
        struct claim_set set;
        if (e->kind != kind || !endpoint_of_name(&copy, e->name, SPAN_NONE, &set))
            continue;
        VEC(struct flow_end) ends = {0};
        for (uint32_t m = 0; m < set.count; m++)
            for (uint32_t k = 0; k < set.members[m].end_count; k++)
                vec_push(c->arena, &ends, set.members[m].ends[k]);
        struct claim_member member = {e->name, ends.at, ends.count};
        vec_push(c->arena, &members, member);
    }
    return (struct claim_set){members.at, members.count};
}

struct claim_set compile_all_sites(struct compilation *c)
{
    return all_named(c, ENTITY_SITE);
}

struct claim_set compile_all_groups(struct compilation *c)
{
    return all_named(c, ENTITY_GROUP);
}
