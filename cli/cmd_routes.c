/*
 * routes: the effective routes of a table, or of all subnets of a site.
 */
#include <string.h>

#include "cli/command.h"
#include "cli/compare_live.h"
#include "cli/effective.h"
#include "cli/scene.h"

static struct routes_view view_of(const struct options *o, const struct scene *s, const char *name,
                                  uint32_t table)
{
    return effective_routes(s->compilation->arena, s->state, name, table, o->has_to ? &o->to : NULL);
}

/* The site of this name, when it is divided into subnets. */
static const struct ir_site *find_divided_site(const struct ir *ir, const char *name)
{
    for (uint32_t i = 0; i < ir->site_count; i++) {
        if (ir->sites[i].subnet_count > 0 && strcmp(ir->sites[i].name, name) == 0)
            return &ir->sites[i];
    }
    return NULL;
}

/* Is there more to say of the subnet than of its site? Reserved subnets without a route table hold no hosts that
 * the site's table would be for: what lives in them routes by tables of its own. */
static bool is_shown(const struct ir_site *site, const struct ir_subnet *subnet)
{
    return !(subnet->is_reserved && subnet->table == site->table);
}

/* The site's own table is the one that a subnet without a route table has. */
static struct routes_view view_of_site(const struct options *o, const struct scene *s,
                                       const struct ir_site *site)
{
    struct routes_view v = view_of(o, s, site->name, site->table);
    struct routes_view *subnets = arena_array(s->compilation->arena, struct routes_view, site->subnet_count);
    for (uint32_t i = 0; i < site->subnet_count; i++) {
        const struct ir_subnet *subnet = &site->subnets[i];
        if (is_shown(site, subnet))
            subnets[v.subnet_count++] = view_of(o, s, subnet->name, subnet->table);
    }
    v.subnets = subnets;
    return v;
}

/* What is to be shown, a table or a site with all of its tables, and what was found. */
struct look {
    const struct scene *scene;
    const char *name;
    const struct ir_site *site; /* NULL: the table */
    uint32_t table;
    struct routes_view view;
};

static void look(void *data)
{
    struct look *l = data;
    const struct options *o = l->scene->options;
    l->view = l->site ? view_of_site(o, l->scene, l->site) : view_of(o, l->scene, l->name, l->table);
}

static int show(const struct options *o, struct console *c, const struct scene *s)
{
    struct compilation *n = s->compilation;
    const char *name = o->operands.at[1];
    struct look l = {s, name, find_divided_site(n->ir, name), IR_NONE, {0}};
    const char *why;
    if (!l.site && !compile_table(n, name, &l.table, &why)) {
        scene_error(s, "%s", why);
        return EXIT_USAGE;
    }
    int status = scene_look(s, look, &l);
    if (status != EXIT_GOOD)
        return status;
    if (o->compare)
        return compare_with_live(s, &l.view, l.site ? IR_NONE : l.table);
    if (o->format == FORMAT_JSON)
        view_routes_json(n->sources, &l.view, &c->out);
    else if (o->format == FORMAT_CSV)
        view_routes_csv(n->sources, &l.view, &c->out);
    else
        view_routes_text(n->arena, n->sources, &l.view, &c->out);
    return EXIT_GOOD;
}

int cmd_routes(const struct options *o, struct console *c)
{
    struct scene s = {0};
    int status = scene_open(o, o->compare ? "nicc.compare/1" : "nicc.routes/1", c, &s);
    if (status == EXIT_GOOD)
        status = show(o, c, &s);
    scene_close(&s);
    return status;
}
