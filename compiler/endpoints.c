/*
 * endpoints: from what a claim names to the addresses it stands for: per site and destination class one flow
 * end. A site stands for all addresses of its prefixes except those of gateways, and when it has subnets for those
 * of its subnets that are not reserved for the platform; a subnet for its addresses; a host for its address; an
 * address or prefix for what the declared sites hold of it.
 */
#include "compiler/endpoints.h"

#include <stdlib.h>
#include <string.h>

/* How well an address stands for its class: one of the first four, which the platform keeps; any other; a host's. */
enum sample_kind { SAMPLE_KEPT, SAMPLE_PLAIN, SAMPLE_HOST };

struct subnet_range {
    struct addr first, last;
    uint32_t table;
};

struct ends {
    struct compilation *c;
    VEC(struct flow_end) list;
    VEC(enum sample_kind) samples;   /* by end */
    struct map *numbers;             /* (site, class) to the index of an end; NULL: there are few */
    VEC(struct subnet_range) sorted; /* of the site looked at last, when it has many subnets */
    uint32_t sorted_site;
};

static bool is_taken(const struct ir_site *s, struct addr a)
{
    for (uint32_t i = 0; i < s->taken_count; i++)
        if (addr_compare(s->taken[i], a) == 0)
            return true;
    return false;
}

static struct addr addr_max(struct addr a, struct addr b)
{
    return addr_compare(a, b) < 0 ? b : a;
}

static struct addr addr_min(struct addr a, struct addr b)
{
    return addr_compare(a, b) < 0 ? a : b;
}

/* The first address from `a` to `last` that no gateway has. */
static bool first_free(const struct ir_site *s, struct addr a, struct addr last, struct addr *free)
{
    for (bool overflow = false; !overflow && addr_compare(a, last) <= 0; a = addr_next(a, &overflow))
        if (!is_taken(s, a)) {
            *free = a;
            return true;
        }
    return false;
}

/* The address shown for [first, last] of a site: a host's, else the fifth (the platform keeps the first
 * four), else the first that is free. False when all are taken by gateways. */
static bool pick_sample(const struct ir_site *s, struct addr first, struct addr last, struct addr *sample,
                        enum sample_kind *kind)
{
    bool overflow = false;
    for (uint32_t i = 0; i < s->host_count; i++)
        if (addr_compare(s->hosts[i].address, first) >= 0 && addr_compare(s->hosts[i].address, last) <= 0) {
            *sample = s->hosts[i].address;
            *kind = SAMPLE_HOST;
            return true;
        }
    struct addr fifth = first;
    for (int i = 0; i < 4 && !overflow; i++)
        fifth = addr_next(fifth, &overflow);
    bool plain = !overflow && first_free(s, fifth, last, sample);
    *kind = plain ? SAMPLE_PLAIN : SAMPLE_KEPT;
    return plain || first_free(s, first, last, sample);
}

#define FEW_ENDS 16u /* are looked through one by one */

static void number_end(struct ends *e, uint32_t i)
{
    uint32_t key[] = {e->list.at[i].site, e->list.at[i].class_id};
    map_add(e->numbers, key, sizeof key, &i);
}

/* The first end at this site, with this class; the number of ends when there is none. */
static uint32_t find_end(const struct ends *e, uint32_t site, uint32_t class_id)
{
    uint32_t key[] = {site, class_id}, i = 0;
    if (e->numbers)
        return map_get(e->numbers, key, sizeof key, &i) ? i : e->list.count;
    while (i < e->list.count && (e->list.at[i].site != site || e->list.at[i].class_id != class_id))
        i++;
    return i;
}

static void push_end(struct ends *e, struct flow_end end, enum sample_kind kind)
{
    vec_push(e->c->arena, &e->list, end);
    vec_push(e->c->arena, &e->samples, kind);
    if (e->numbers) {
        number_end(e, e->list.count - 1);
    } else if (e->list.count == FEW_ENDS) {
        e->numbers = map_new(e->c->arena);
        for (uint32_t i = 0; i < e->list.count; i++)
            number_end(e, i);
    }
}

/* ---- the subnet of an end ---- */

#define FEW_SUBNETS 8u /* are looked through one by one */

static int by_first(const void *a, const void *b)
{
    return addr_compare(((const struct subnet_range *)a)->first, ((const struct subnet_range *)b)->first);
}

static void sort_subnets(struct ends *e, uint32_t site)
{
    const struct ir_site *s = &e->c->ir->sites[site];
    e->sorted_site = site;
    e->sorted.count = 0;
    for (uint32_t i = 0; i < s->subnet_count; i++)
        for (uint32_t p = 0; p < s->subnets[i].prefix_count; p++) {
            struct prefix own = s->subnets[i].prefixes[p];
            struct subnet_range range = {prefix_first(own), prefix_last(own), s->subnets[i].table};
            vec_push(e->c->arena, &e->sorted, range);
        }
    if (e->sorted.count > 0)
        qsort(e->sorted.at, e->sorted.count, sizeof *e->sorted.at, by_first);
}

/* As ir_table_of, for a class that holds `a`: subnets of a site share no address. */
static uint32_t table_of(struct ends *e, uint32_t site, uint32_t class_id, struct addr a)
{
    const struct ir_site *s = &e->c->ir->sites[site];
    if (s->subnet_count <= FEW_SUBNETS)
        return ir_table_of(e->c->ir, site, class_id);
    if (e->sorted.count == 0 || e->sorted_site != site)
        sort_subnets(e, site);
    uint32_t low = 0, high = e->sorted.count; /* ranges that begin at or before `a` */
    while (low < high) {
        uint32_t mid = low + (high - low) / 2;
        if (addr_compare(e->sorted.at[mid].first, a) <= 0)
            low = mid + 1;
        else
            high = mid;
    }
    bool inside = low > 0 && addr_compare(a, e->sorted.at[low - 1].last) <= 0;
    return inside ? e->sorted.at[low - 1].table : s->table;
}

static void add_end(struct ends *e, uint32_t site, uint32_t class_id, struct addr sample,
                    enum sample_kind kind)
{
    uint32_t i = find_end(e, site, class_id);
    if (i < e->list.count) {
        if (kind == SAMPLE_HOST || kind > e->samples.at[i]) {
            e->list.at[i].sample = sample;
            e->samples.at[i] = kind;
        }
        return;
    }
    bool nowhere = site == IR_NONE;
    struct flow_end end = {.owner = IR_NONE,
                           .site = site,
                           .table = nowhere ? IR_NONE : table_of(e, site, class_id, sample),
                           .public_class = nowhere ? IR_NONE : public_class_of_host(e->c->ir, site, class_id),
                           .class_id = class_id,
                           .sample = sample};
    end.kind = site == IR_NONE ? FLOW_NOWHERE : FLOW_SITE;
    push_end(e, end, kind);
}

/* An end that is complete; one for each class. */
static void add_whole_end(struct ends *e, struct flow_end end)
{
    for (uint32_t i = 0; i < e->list.count; i++) {
        const struct flow_end *old = &e->list.at[i];
        if (old->kind == end.kind && old->owner == end.owner && old->site == end.site &&
            old->class_id == end.class_id)
            return;
    }
    push_end(e, end, SAMPLE_HOST);
}

/* Index of the first atom that ends at or after `a`. */
static uint32_t first_atom(const struct ir *ir, struct addr a)
{
    uint32_t low = 0, high = ir->atom_count;
    while (low < high) {
        uint32_t mid = low + (high - low) / 2;
        if (addr_compare(ir->atoms[mid].last, a) < 0)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

/* All of `p` that site `site` holds within its prefix `own`. */
static void add_site_part(struct ends *e, uint32_t site, struct prefix own, struct prefix p)
{
    const struct ir *ir = e->c->ir;
    struct addr first = addr_max(prefix_first(own), prefix_first(p)),
                last = addr_min(prefix_last(own), prefix_last(p));
    for (uint32_t i = first_atom(ir, first);
         i < ir->atom_count && addr_compare(ir->atoms[i].first, last) <= 0; i++) {
        struct addr sample;
        enum sample_kind kind;
        if (pick_sample(&ir->sites[site], addr_max(first, ir->atoms[i].first),
                        addr_min(last, ir->atoms[i].last), &sample, &kind))
            add_end(e, site, ir->atoms[i].class_id, sample, kind);
    }
}

static void one_member(struct ends *e, const char *name, struct claim_set *out)
{
    struct claim_member *member = arena_new(e->c->arena, struct claim_member);
    *member = (struct claim_member){name, e->list.at, e->list.count};
    *out = (struct claim_set){member, 1};
}

static void add_subnet(struct ends *e, uint32_t site, const struct ir_subnet *subnet)
{
    for (uint32_t i = 0; i < subnet->prefix_count; i++)
        add_site_part(e, site, subnet->prefixes[i], subnet->prefixes[i]);
}

static bool site_endpoint(struct compilation *c, uint32_t site, struct claim_set *out)
{
    struct ends e = {.c = c};
    const struct ir_site *s = &c->ir->sites[site];
    for (uint32_t i = 0; s->subnet_count == 0 && i < s->prefix_count; i++)
        add_site_part(&e, site, s->prefixes[i], s->prefixes[i]);
    for (uint32_t i = 0; i < s->subnet_count; i++)
        if (!s->subnets[i].is_reserved)
            add_subnet(&e, site, &s->subnets[i]);
    one_member(&e, s->name, out);
    return true;
}

/* Of a reserved subnet nothing is left but what belongs to the platform: it stands for no endpoint. */
static bool subnet_endpoint(struct compilation *c, uint32_t index, struct span at, struct claim_set *out)
{
    struct ends e = {.c = c};
    const struct model_subnet *subnet = &c->model->subnets.at[index];
    const struct ir_site *s = &c->ir->sites[subnet->site];
    for (uint32_t i = 0; i < s->subnet_count; i++)
        if (s->subnets[i].name == subnet->name && !s->subnets[i].is_reserved)
            add_subnet(&e, subnet->site, &s->subnets[i]);
    one_member(&e, subnet->name, out);
    if (subnet->kind == SUBNET_PLAIN)
        return true;
    diag_add(c->diags, DIAG_WRONG_KIND, at, "`%s` belongs to the platform and is no endpoint", subnet->name);
    return false;
}

static bool host_endpoint(struct compilation *c, const struct entity *host, struct claim_set *out)
{
    struct ends e = {.c = c};
    struct addr a = c->ir->sites[host->index].hosts[host->sub].address;
    add_end(&e, host->index, ir_class_of(c->ir, a), a, SAMPLE_HOST);
    one_member(&e, host->name, out);
    return true;
}

/* ---- addresses and prefixes: the site that holds them ---- */

static void ambiguous(struct compilation *c, uint32_t a, uint32_t b, struct span at, const char *shown)
{
    struct diag *d = diag_add(c->diags, DIAG_AMBIGUOUS_ADDRESS, at, "both `%s` and `%s` hold `%s`",
                              c->ir->sites[a].name, c->ir->sites[b].name, shown);
    diag_help(c->diags, d, "name the site that is meant, or one of its hosts");
}

/* An address in two sites cannot stand for one of them. */
static bool unambiguous(struct compilation *c, const struct ends *e, struct span at, const char *shown)
{
    for (uint32_t i = 0; i < e->list.count; i++)
        for (uint32_t j = 0; j < i; j++) {
            const struct flow_end *a = &e->list.at[i], *b = &e->list.at[j];
            if (a->class_id == b->class_id && a->site != b->site) {
                ambiguous(c, b->site, a->site, at, shown);
                return false;
            }
        }
    return true;
}

/* The same of the address of a router, appliance, load balancer or public address. */
static bool unambiguous_machine(struct compilation *c, struct addr address, const struct flow_end *machine,
                                struct span at, const char *shown)
{
    for (uint32_t s = 0; s < c->ir->site_count; s++)
        for (uint32_t i = 0; i < c->ir->sites[s].prefix_count; i++)
            if (s != machine->site && prefix_holds(c->ir->sites[s].prefixes[i], address)) {
                ambiguous(c, machine->site, s, at, shown);
                return false;
            }
    struct flow_end router;
    for (uint32_t i = 0; end_of_router(c->ir, machine->class_id, &i, &router);)
        if (router.site != machine->site) {
            ambiguous(c, machine->site, router.site, at, shown);
            return false;
        }
    return true;
}

static bool in_a_site(const struct ir *ir, struct addr a)
{
    for (uint32_t s = 0; s < ir->site_count; s++)
        for (uint32_t k = 0; k < ir->sites[s].prefix_count; k++)
            if (prefix_holds(ir->sites[s].prefixes[k], a))
                return true;
    return false;
}

/* Parts of `p` in no site: the Internet, public addresses of the design, and private space, a destination that
 * nothing delivers to. */
static void add_undeclared(struct ends *e, struct prefix p)
{
    const struct ir *ir = e->c->ir;
    for (uint32_t i = first_atom(ir, prefix_first(p)); i < ir->atom_count; i++) {
        const struct ir_atom *atom = &ir->atoms[i];
        struct addr sample = addr_max(atom->first, prefix_first(p));
        uint32_t public = ir_public_at(ir, atom->class_id), router = 0;
        struct flow_end end;
        if (addr_compare(atom->first, prefix_last(p)) > 0)
            break;
        if (public != IR_NONE)
            add_whole_end(e, end_of_public(ir, &ir->publics[public]));
        else if (in_a_site(ir, sample))
            continue;
        else if (end_of_router(ir, atom->class_id, &router, &end))
            do
                add_whole_end(e, end);
            while (end_of_router(ir, atom->class_id, &router, &end));
        else if (ir->classes[atom->class_id].internet)
            add_whole_end(e, end_of_internet(atom->class_id, sample));
        else
            add_end(e, IR_NONE, atom->class_id, sample, SAMPLE_PLAIN);
    }
}

static bool collect_prefix(struct ends *e, struct prefix p, struct span at, const char *shown)
{
    const struct ir *ir = e->c->ir;
    for (uint32_t s = 0; s < ir->site_count; s++)
        for (uint32_t i = 0; i < ir->sites[s].prefix_count; i++)
            if (prefix_overlaps(ir->sites[s].prefixes[i], p))
                add_site_part(e, s, ir->sites[s].prefixes[i], p);
    if (!unambiguous(e->c, e, at, shown))
        return false;
    add_undeclared(e, p);
    return unambiguous(e->c, e, at, shown); /* two sites may have routers with one address */
}

bool endpoint_of_prefix(struct compilation *c, struct prefix p, struct span at, const char *shown,
                        struct claim_set *out)
{
    struct ends e = {.c = c};
    struct flow_end machine;
    if (p.length == addr_bits(p.address.family) && end_of_machine(c->ir, p.address, &machine)) {
        add_whole_end(&e, machine);
        one_member(&e, shown, out);
        return unambiguous_machine(c, p.address, &machine, at, shown);
    }
    if (!collect_prefix(&e, p, at, shown))
        return false;
    if (e.list.count == 0)
        diag_add(c->diags, DIAG_EMPTY_SET, at,
                 "all addresses of `%s` belong to gateways, and no endpoint stands for them", shown);
    one_member(&e, shown, out);
    return true;
}

/* ---- groups and sets ---- */

struct members {
    VEC(struct claim_member) list;
    struct map *names;
};

static struct members members_new(struct compilation *c)
{
    return (struct members){.names = map_new(c->arena)};
}

/* One member of each name, the first one. */
static void add_member(struct compilation *c, struct members *m, struct claim_member member)
{
    if (map_put(m->names, member.name, strlen(member.name), m->list.count))
        vec_push(c->arena, &m->list, member);
}

static void add_members(struct compilation *c, struct members *m, const struct claim_set *set)
{
    for (uint32_t i = 0; i < set->count; i++)
        add_member(c, m, set->members[i]);
}

static void tagged_members(struct compilation *c, struct members *m, const char *tag)
{
    for (uint32_t s = 0; s < c->model->sites.count; s++)
        for (uint32_t t = 0; t < c->model->sites.at[s].tags.count; t++) {
            struct claim_set one;
            if (strcmp(c->model->sites.at[s].tags.at[t], tag) == 0 && site_endpoint(c, s, &one))
                add_members(c, m, &one);
        }
}

/* Circles have been reported when the group was declared. The members are found once, since groups may share
 * groups. */
static bool group_endpoint(struct compilation *c, struct model_group *group, struct claim_set *out)
{
    struct members m = members_new(c);
    bool ok = true;
    group->used = true;
    if (group->members) {
        *out = *group->members;
        return true;
    }
    for (const struct ast *kid = group->node->kids; kid; kid = kid->next) {
        struct claim_set one;
        if (kid->kind == AST_TAGGED)
            tagged_members(c, &m, kid->name);
        else if (endpoint_of_item(c, kid, &one))
            add_members(c, &m, &one);
        else
            ok = false;
    }
    *out = (struct claim_set){m.list.at, m.list.count};
    if (ok) {
        struct claim_set *known = arena_new(c->arena, struct claim_set);
        *known = *out;
        group->members = known;
    }
    return ok;
}

/* A set of prefixes: each is a member of its own. */
static bool let_endpoint(struct compilation *c, const struct entity *let, struct span at,
                         struct claim_set *out)
{
    struct members m = members_new(c);
    struct model_group *set = &c->model->groups.at[let->index];
    set->used = true;
    for (const struct ast *kid = set->node->kids; kid; kid = kid->next) {
        struct model_range *ranges;
        uint32_t count;
        if (!set_ranges(c, c->model, kid, &ranges, &count))
            return false;
        for (uint32_t i = 0; i < count; i++) {
            char text[PREFIX_TEXT_MAX];
            struct claim_set one;
            const char *shown = arena_strdup(c->arena, prefix_print(ranges[i].prefix, text));
            if (!endpoint_of_prefix(c, ranges[i].prefix, at, shown, &one))
                return false;
            add_members(c, &m, &one);
        }
    }
    *out = (struct claim_set){m.list.at, m.list.count};
    return true;
}

/* The host's name, the subnet's, or the site's where there is none; with an address when that is taken. */
static const char *end_name(struct compilation *c, const struct members *m, const struct flow_end *end)
{
    const struct ir_site *s = &c->ir->sites[end->site];
    const char *name = s->name;
    char text[ADDR_TEXT_MAX];
    for (uint32_t i = 0; i < s->host_count; i++)
        if (addr_compare(s->hosts[i].address, end->sample) == 0)
            return s->hosts[i].name;
    for (uint32_t i = 0; i < s->subnet_count; i++)
        for (uint32_t p = 0; p < s->subnets[i].prefix_count; p++)
            if (prefix_holds(s->subnets[i].prefixes[p], end->sample))
                name = s->subnets[i].name;
    return map_get(m->names, name, strlen(name), NULL)
               ? arena_printf(c->arena, "%s (%s)", name, addr_print(end->sample, text))
               : name;
}

void endpoint_of_everything(struct compilation *c, struct claim_set *out)
{
    struct members m = members_new(c);
    for (uint32_t s = 0; s < c->ir->site_count; s++) {
        struct claim_set site;
        site_endpoint(c, s, &site);
        const struct claim_member *all = &site.members[0];
        for (uint32_t i = 0; i < all->end_count; i++) {
            const char *name = end_name(c, &m, &all->ends[i]);
            add_member(c, &m, (struct claim_member){name, &all->ends[i], 1});
        }
    }
    *out = (struct claim_set){m.list.at, m.list.count};
}

bool endpoint_of_name(struct compilation *c, const char *name, struct span at, struct claim_set *out)
{
    if (strcmp(name, keyword_text(KW_INTERNET)) == 0) /* in a matrix it stands where names stand */
        return endpoint_of_internet(c, out);
    const struct entity *e = name_lookup(c, c->model, name, at, "endpoint");
    if (!e)
        return false;
    switch (e->kind) {
    case ENTITY_SITE:
        return site_endpoint(c, e->index, out);
    case ENTITY_SUBNET:
        return subnet_endpoint(c, e->index, at, out);
    case ENTITY_HOST:
        return host_endpoint(c, e, out);
    case ENTITY_GROUP:
        return group_endpoint(c, &c->model->groups.at[e->index], out);
    case ENTITY_LET:
        return let_endpoint(c, e, at, out);
    case ENTITY_APPLIANCE:
    case ENTITY_BALANCER:
        return endpoint_of_machine(c, e, out);
    case ENTITY_ROUTER:
        return endpoint_of_router(c, e, at, out);
    default:
        diag_add(c->diags, DIAG_WRONG_KIND, at, "`%s` is %s, not an endpoint", name, entity_kind_a(e->kind));
        return false;
    }
}

bool endpoint_of_item(struct compilation *c, const struct ast *item, struct claim_set *out)
{
    char text[PREFIX_TEXT_MAX];
    struct prefix p = item->prefix;
    if (item->kind == AST_PATH || item->kind == AST_NAME)
        return endpoint_of_name(c, item->name, item->span, out);
    if (item->kind == AST_ADDRESS) {
        p.length = addr_bits(p.address.family);
        return endpoint_of_prefix(c, p, item->span, arena_strdup(c->arena, addr_print(p.address, text)), out);
    }
    if (item->kind == AST_PREFIX)
        return endpoint_of_prefix(c, p, item->span, arena_strdup(c->arena, prefix_print(p, text)), out);
    if (item->word == KW_INTERNET)
        return endpoint_of_internet(c, out);
    not_supported(c, item->span, "this endpoint");
    return false;
}

bool endpoint_set(struct compilation *c, const struct ast *set, struct claim_set *out)
{
    struct members m = members_new(c);
    bool ok = true;
    for (const struct ast *item = set->kids; item; item = item->next) {
        struct claim_set one;
        if (endpoint_of_item(c, item, &one))
            add_members(c, &m, &one);
        else
            ok = false;
    }
    *out = (struct claim_set){m.list.at, m.list.count};
    return ok;
}
