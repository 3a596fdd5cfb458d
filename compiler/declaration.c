/*
 * declaration: gathers the spans behind elements, origins and lines of filters, each once, and puts them in the order
 * of the text. Only reads the route network.
 */
#include "compiler/declaration.h"

#include <stdlib.h>
#include <string.h>

#include "base/vec.h"

struct gatherer {
    struct arena *arena;
    const struct ir *ir;
    struct map *numbers; /* span to number, in the order of discovery */
    VEC(struct declaration) found;
};

static bool has_place(const struct gatherer *g, struct span at)
{
    return at.file < source_count(g->ir->sources);
}

/* The number of the declaration at this place; a new one gets `text`. */
static uint32_t number_of(struct gatherer *g, struct span at, const char *text)
{
    uint32_t number = g->found.count;
    if (map_add(g->numbers, &at, sizeof at, &number))
        vec_push(g->arena, &g->found, ((struct declaration){.span = at, .text = text}));
    return number;
}

/* ---- elements ---- */

static const char *kind_of_gateway(const struct ir *ir, uint32_t element)
{
    for (uint32_t t = 0; t < ir->table_count; t++)
        if (ir->tables[t].element == element)
            return ir->tables[t].kind == IR_ROUTE_SERVER ? "route server" : "gateway";
    return "gateway";
}

static bool is_instance(const struct ir *ir, uint32_t element)
{
    for (uint32_t a = 0; a < ir->appliance_count; a++)
        if (ids_hold(ir->appliances[a].instances, ir->appliances[a].instance_count, element))
            return true;
    return false;
}

static const char *kind_of_element(const struct ir *ir, uint32_t element)
{
    uint32_t classes = ir->elements[element].classes;
    if (classes & IR_CLASS_CIRCUIT)
        return "circuit";
    if (classes & IR_CLASS_ROUTER)
        return "router";
    if (classes & IR_CLASS_GATEWAY)
        return kind_of_gateway(ir, element);
    if (classes & IR_CLASS_PEERING)
        return "peering";
    if (classes & IR_CLASS_LINK)
        return ir->elements[element].site == IR_NONE ? "connection" : "link";
    return is_instance(ir, element) ? "appliance" : "connection";
}

/* A connection to a circuit has one link for each device: named by what both names begin or end with. */
static const char *shared_name(struct gatherer *g, const char *one, const char *other)
{
    size_t same = 0, length = strlen(one);
    while (one[same] && one[same] == other[same])
        same++;
    while (same > 0 && one[same - 1] != '.')
        same--;
    size_t back = 0, far = strlen(other);
    while (back < length && back < far && one[length - 1 - back] == other[far - 1 - back])
        back++;
    while (back > 0 && one[length - back] != '<')
        back--;
    if (same == 0)
        return one;
    return arena_printf(g->arena, "%.*s%s", (int)(same - 1), one, one + length - back);
}

static void gather_elements(struct gatherer *g, uint32_t *of)
{
    const struct ir *ir = g->ir;
    for (uint32_t e = 0; e < ir->element_count; e++) {
        const struct ir_element *element = &ir->elements[e];
        of[e] = IR_NONE;
        if ((element->classes & (IR_CLASS_SITE | IR_CLASSES_FREE)) || element->is_off ||
            !has_place(g, element->span))
            continue;
        uint32_t before = g->found.count;
        const char *kind = kind_of_element(ir, e);
        of[e] = number_of(g, element->span, arena_printf(g->arena, "%s %s", kind, element->name));
        if (of[e] == before || !(element->classes & IR_CLASS_LINK))
            continue;
        struct declaration *d = &g->found.at[of[e]];
        d->text =
            arena_printf(g->arena, "%s %s", kind, shared_name(g, strchr(d->text, ' ') + 1, element->name));
    }
}

/* ---- routes ---- */

static const char *word_of_source(enum ir_source s)
{
    switch (s) {
    case IR_SRC_VNET:
    case IR_SRC_CONNECTED:
        return "prefix";
    case IR_SRC_AGGREGATE:
        return "announcement of";
    case IR_SRC_STATIC:
        return "static route";
    case IR_SRC_USER:
        return "user route";
    case IR_SRC_DEFAULT:
        return "default route";
    case IR_SRC_SERVICE:
        return "service endpoint";
    default:
        return NULL;
    }
}

/* A peered VNet's prefix is known by its declaration there: the declaration of this origin, or IR_NONE. `of` holds those
 * of all other origins. */
static uint32_t peered_space(const struct ir *ir, const struct ir_origin *origin, const uint32_t *of)
{
    uint32_t some = IR_NONE;
    for (uint32_t o = 0; o < ir->origin_count; o++) {
        const struct ir_origin *own = &ir->origins[o];
        uint32_t site = ir->tables[own->table].site;
        if (own->prefix != origin->prefix || own->source != IR_SRC_VNET || of[o] == IR_NONE)
            continue;
        if (origin->hop.kind == IR_HOP_DELIVER && origin->hop.target == site)
            return of[o];
        if (some == IR_NONE && site != ir->tables[origin->table].site)
            some = of[o];
    }
    return some;
}

static void gather_origins(struct gatherer *g, uint32_t *of)
{
    const struct ir *ir = g->ir;
    char prefix[PREFIX_TEXT_MAX];
    for (uint32_t o = 0; o < ir->origin_count; o++) {
        const struct ir_origin *origin = &ir->origins[o];
        const char *word = word_of_source(origin->source);
        of[o] = IR_NONE;
        if (!word || !has_place(g, origin->span))
            continue;
        const char *text =
            arena_printf(g->arena, "%s %s", word, prefix_print(ir->prefixes[origin->prefix], prefix));
        of[o] = number_of(g, origin->span, text);
        if (origin->source == IR_SRC_VNET || origin->source == IR_SRC_CONNECTED)
            g->found.at[of[o]].is_space = true;
    }
    for (uint32_t o = 0; o < ir->origin_count; o++)
        if (ir->origins[o].source == IR_SRC_PEERING)
            of[o] = peered_space(ir, &ir->origins[o], of);
}

/* ---- lines of filters ---- */

static void gather_lines(struct gatherer *g)
{
    for (uint32_t f = 0; f < g->ir->filter_count; f++) {
        const struct ir_filter *filter = &g->ir->filters[f];
        for (uint32_t i = 0; i < filter->line_count; i++) {
            const struct ir_line *line = &filter->lines[i];
            if (!line->implied && has_place(g, line->span))
                number_of(g, line->span, arena_printf(g->arena, "a line of %s", filter->name));
        }
    }
}

/* ---- in the order of the text ---- */

static int by_place(const void *a, const void *b, void *found)
{
    const struct declaration *at = found;
    const struct span *x = &at[*(const uint32_t *)a].span, *y = &at[*(const uint32_t *)b].span;
    if (x->file != y->file)
        return x->file < y->file ? -1 : 1;
    if (x->begin != y->begin)
        return x->begin < y->begin ? -1 : 1;
    return (x->end > y->end) - (x->end < y->end);
}

static void renumber(uint32_t *of, uint32_t count, const uint32_t *place)
{
    for (uint32_t i = 0; i < count; i++)
        if (of[i] != IR_NONE)
            of[i] = place[of[i]];
}

const struct declarations *declarations_of(struct arena *arena, const struct ir *ir)
{
    struct gatherer g = {.arena = arena, .ir = ir, .numbers = map_new(arena)};
    uint32_t *of_element = arena_array(arena, uint32_t, ir->element_count);
    uint32_t *of_origin = arena_array(arena, uint32_t, ir->origin_count);
    gather_elements(&g, of_element);
    gather_origins(&g, of_origin);
    gather_lines(&g);
    uint32_t count = g.found.count;
    uint32_t *order = arena_array(arena, uint32_t, count), *place = arena_array(arena, uint32_t, count);
    for (uint32_t i = 0; i < count; i++)
        order[i] = i;
    qsort_r(order, count, sizeof *order, by_place, g.found.at);
    struct declaration *at = arena_array(arena, struct declaration, count);
    struct map *by_span = map_new(arena);
    for (uint32_t i = 0; i < count; i++) {
        place[order[i]] = i;
        at[i] = g.found.at[order[i]];
        map_put(by_span, &at[i].span, sizeof at[i].span, i);
    }
    renumber(of_element, ir->element_count, place);
    renumber(of_origin, ir->origin_count, place);
    struct declarations *d = arena_new(arena, struct declarations);
    *d = (struct declarations){at, count, of_element, of_origin, by_span};
    return d;
}

uint32_t declaration_of_line(const struct declarations *d, const struct ir_line *line)
{
    uint32_t number;
    return !line->implied && map_get(d->by_span, &line->span, sizeof line->span, &number) ? number : IR_NONE;
}
