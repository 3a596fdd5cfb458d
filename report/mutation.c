/*
 * mutation: the part of `verify` that is about mutants, as text and as JSON.
 */
#include "report/mutation.h"

#include "report/json_parts.h"
#include "report/style.h"

uint32_t mutation_score(const struct mutation *m)
{
    uint32_t counted = m->fates[MUTANT_NOTICED] + m->fates[MUTANT_SURVIVES];
    return counted > 0 ? (uint32_t)((uint64_t)m->fates[MUTANT_NOTICED] * 100 / counted) : 100;
}

static void put_survivor(const struct mutant_result *r, struct arena *scratch,
                         const struct source_set *sources, bool colour, struct buf *out)
{
    struct source_position p = source_position(sources, r->span);
    style_put(out, colour, STYLE_BOLD, arena_printf(scratch, "%s:%u:%u: ", p.path, p.line, p.column));
    style_put(out, colour, STYLE_WARNING, "survives:");
    buf_add(out, " ");
    style_put(out, false, STYLE_PLAIN, r->change);
    buf_add(out, ": no claim notices\n");
}

void mutation_text(const struct mutation *m, struct arena *scratch, const struct source_set *sources,
                   bool colour, struct buf *out)
{
    for (uint32_t i = 0; i < m->count; i++)
        if (m->at[i].fate == MUTANT_SURVIVES)
            put_survivor(&m->at[i], scratch, sources, colour, out);
    uint32_t survive = m->fates[MUTANT_SURVIVES], noticed = m->fates[MUTANT_NOTICED];
    buf_printf(out, "mutation score: %u %%: %u of %u mutants noticed, %u survive", mutation_score(m), noticed,
               noticed + survive, survive);
    buf_printf(out, " (not counted: %u that mean the same, %u that are no valid designs",
               m->fates[MUTANT_SAME], m->fates[MUTANT_INVALID]);
    if (m->fates[MUTANT_OPEN] > 0)
        buf_printf(out, ", %u that could not be judged within the limits", m->fates[MUTANT_OPEN]);
    buf_add(out, ")\n");
}

static json_t *json_mutant(const struct mutant_result *r, const struct source_set *sources)
{
    static const char *const fates[] = {"noticed", "survives", "same", "invalid", "open"};
    struct source_position p = source_position(sources, r->span);
    json_t *o = json_object();
    json_object_set_new(o, "change", json_text(r->change));
    json_object_set_new(o, "file", json_text(p.path));
    json_object_set_new(o, "line", json_integer(p.line));
    json_object_set_new(o, "column", json_integer(p.column));
    json_object_set_new(o, "result", json_text(fates[r->fate]));
    json_object_set_new(o, "noticedBy", r->fate == MUTANT_NOTICED ? json_text(r->noticed_by) : json_null());
    return o;
}

json_t *mutation_json(const struct mutation *m, const struct source_set *sources)
{
    json_t *o = json_object(), *mutants = json_array();
    for (uint32_t i = 0; i < m->count; i++)
        json_array_append_new(mutants, json_mutant(&m->at[i], sources));
    json_object_set_new(o, "score", json_integer(mutation_score(m)));
    json_object_set_new(o, "noticed", json_integer(m->fates[MUTANT_NOTICED]));
    json_object_set_new(o, "survive", json_integer(m->fates[MUTANT_SURVIVES]));
    json_object_set_new(o, "same", json_integer(m->fates[MUTANT_SAME]));
    json_object_set_new(o, "invalid", json_integer(m->fates[MUTANT_INVALID]));
    json_object_set_new(o, "open", json_integer(m->fates[MUTANT_OPEN]));
    json_object_set_new(o, "mutants", mutants);
    return o;
}
