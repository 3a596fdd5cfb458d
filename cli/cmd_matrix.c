/*
 * matrix: who reaches whom in one stable state, all pairs of sites or groups.
 */
#include "cli/command.h"
#include "cli/scene.h"
#include "report/views.h"

/* What becomes of the flows of one pair of flow ends. */
static char judge_pair(struct arena *a, const struct sim_state *s, const struct flow_end *from,
                       const struct flow_end *to)
{
    static const char letters[] = {[SIM_NONE] = 'N', [SIM_SOME] = '~', [SIM_ONE_WAY] = '>', [SIM_ALL] = 'Y'};
    return letters[sim_delivery(a, s, from, to)];
}

/* Groups may share members: a flow needs two different ends. */
static bool same_end(const struct flow_end *a, const struct flow_end *b)
{
    return a->site == b->site && a->class_id == b->class_id;
}

/* The cell of two members: what all their flows have in common. */
static char judge_members(struct arena *a, const struct sim_state *s, const struct claim_member *from,
                          const struct claim_member *to)
{
    char all = 0;
    for (uint32_t i = 0; i < from->end_count; i++) {
        for (uint32_t j = 0; j < to->end_count; j++) {
            if (same_end(&from->ends[i], &to->ends[j]) || !claim_ends_pair(&from->ends[i], &to->ends[j]))
                continue;
            char one = judge_pair(a, s, &from->ends[i], &to->ends[j]);
            if (all != 0 && one != all)
                return '~';
            all = one;
        }
    }
    return all != 0 ? all : '.';
}

/* Who is to be shown, and what was found. */
struct table {
    const struct scene *scene;
    struct claim_set set;
    struct matrix_view view;
};

static void build(void *data)
{
    struct table *t = data;
    struct compilation *n = t->scene->compilation;
    t->set = t->scene->options->groups ? compile_all_groups(n) : compile_all_sites(n);
    uint32_t count = t->set.count;
    const char **names = arena_array(n->arena, const char *, count);
    char *cells = arena_array(n->arena, char, (size_t)count *count);
    for (uint32_t i = 0; i < count; i++) {
        names[i] = t->set.members[i].name;
        for (uint32_t j = 0; j < count; j++)
            cells[(size_t)i * count + j] =
                i == j ? '.'
                       : judge_members(n->arena, t->scene->state, &t->set.members[i], &t->set.members[j]);
    }
    t->view = (struct matrix_view){names, count, cells};
}

static int show(const struct options *o, struct console *c, const struct scene *s)
{
    struct table t = {.scene = s};
    int status = scene_look(s, build, &t);
    if (status != EXIT_GOOD)
        return status;
    if (t.set.count == 0) {
        scene_error(s, "the design has no %s", o->groups ? "groups" : "sites");
        return EXIT_USAGE;
    }
    if (o->format == FORMAT_JSON)
        view_matrix_json(&t.view, &c->out);
    else if (o->format == FORMAT_CSV)
        view_matrix_csv(&t.view, &c->out);
    else
        view_matrix_text(s->compilation->arena, &t.view, &c->out);
    return EXIT_GOOD;
}

int cmd_matrix(const struct options *o, struct console *c)
{
    struct scene s = {0};
    int status = scene_open(o, "nicc.matrix/1", c, &s);
    if (status == EXIT_GOOD)
        status = show(o, c, &s);
    scene_close(&s);
    return status;
}
