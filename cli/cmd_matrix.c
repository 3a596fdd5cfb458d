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

static struct matrix_view build(struct arena *a, const struct sim_state *s, const struct claim_set *set)
{
    const char **names = arena_array(a, const char *, set->count);
    char *cells = arena_array(a, char, (size_t)set->count * set->count);
    for (uint32_t i = 0; i < set->count; i++) {
        names[i] = set->members[i].name;
        for (uint32_t j = 0; j < set->count; j++)
            cells[(size_t)i * set->count + j] =
                i == j ? '.' : judge_members(a, s, &set->members[i], &set->members[j]);
    }
    return (struct matrix_view){names, set->count, cells};
}

static int show(const struct options *o, struct console *c, const struct scene *s)
{
    struct compilation *n = s->compilation;
    struct claim_set set = o->groups ? compile_all_groups(n) : compile_all_sites(n);
    if (set.count == 0) {
        scene_error(s, "the design has no %s", o->groups ? "groups" : "sites");
        return EXIT_USAGE;
    }
    struct matrix_view v = build(n->arena, s->state, &set);
    if (o->format == FORMAT_JSON)
        view_matrix_json(&v, &c->out);
    else
        view_matrix_text(n->arena, &v, &c->out);
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
