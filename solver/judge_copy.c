/*
 * judge_copy: verdicts leave the scratch memory of a claim. Strings are copied whatever they belong to;
 * spans, addresses and numbers are plain values.
 */
#include <string.h>

#include "solver/judge.h"

static const char *copy_text(struct arena *arena, const char *text)
{
    return text ? arena_strdup(arena, text) : NULL;
}

static struct path copy_path(struct arena *arena, struct path p)
{
    struct path_hop *hops = arena_array(arena, struct path_hop, p.hop_count);
    for (uint32_t i = 0; i < p.hop_count; i++) {
        hops[i] = p.hops[i];
        hops[i].node = copy_text(arena, p.hops[i].node);
        hops[i].site = copy_text(arena, p.hops[i].site);
        hops[i].how = copy_text(arena, p.hops[i].how);
        hops[i].circuit = copy_text(arena, p.hops[i].circuit);
        hops[i].link = copy_text(arena, p.hops[i].link);
    }
    p.hops = hops;
    p.drop.node = copy_text(arena, p.drop.node);
    p.drop.text = copy_text(arena, p.drop.text);
    return p;
}

static struct wavering_pick copy_pick(struct arena *arena, struct wavering_pick p)
{
    p.text = copy_text(arena, p.text);
    return p;
}

static const struct instability *copy_instability(struct arena *arena, const struct instability *i)
{
    if (!i)
        return NULL;
    struct instability *copy = arena_new(arena, struct instability);
    struct wavering *tables = arena_array(arena, struct wavering, i->count);
    for (uint32_t t = 0; t < i->count; t++) {
        tables[t].table = copy_text(arena, i->tables[t].table);
        tables[t].one = copy_pick(arena, i->tables[t].one);
        tables[t].other = copy_pick(arena, i->tables[t].other);
    }
    *copy = *i;
    copy->tables = tables;
    return copy;
}

static struct witness copy_witness(struct arena *arena, struct witness w)
{
    uint32_t *changed = arena_array(arena, uint32_t, w.changed_count);
    if (w.changed_count)
        memcpy(changed, w.changed, w.changed_count * sizeof *changed);
    w.changed = changed;
    struct route_choice *choices = arena_array(arena, struct route_choice, w.choice_count);
    if (w.choice_count)
        memcpy(choices, w.choices, w.choice_count * sizeof *choices);
    w.choices = choices;
    w.source_name = copy_text(arena, w.source_name);
    w.destination_name = copy_text(arena, w.destination_name);
    w.problem = copy_text(arena, w.problem);
    for (uint32_t i = 0; i < w.cause_count; i++)
        w.causes[i].text = copy_text(arena, w.causes[i].text);
    w.instability = copy_instability(arena, w.instability);
    if (w.has_forward)
        w.forward = copy_path(arena, w.forward);
    if (w.has_back)
        w.back = copy_path(arena, w.back);
    return w;
}

static const struct witness *copy_others(struct arena *arena, const struct verdict *v)
{
    struct witness *others = arena_array(arena, struct witness, v->other_count);
    for (uint32_t i = 0; i < v->other_count; i++)
        others[i] = copy_witness(arena, v->others[i]);
    return others;
}

static struct because copy_because(struct arena *arena, struct because b)
{
    struct cause *at = arena_array(arena, struct cause, b.count);
    for (uint32_t i = 0; i < b.count; i++) {
        at[i] = b.at[i];
        at[i].text = copy_text(arena, b.at[i].text);
    }
    b.at = at;
    b.gap = copy_text(arena, b.gap);
    return b;
}

struct verdict judge_copy(struct arena *arena, const struct verdict *v)
{
    struct verdict copy = *v;
    copy.reason = copy_text(arena, v->reason);
    copy.warning = copy_text(arena, v->warning);
    if (v->outcome == OUTCOME_REFUTED)
        copy.witness = copy_witness(arena, v->witness);
    copy.others = copy_others(arena, v);
    if (v->has_one_way || v->may_stall)
        copy.example = copy_witness(arena, v->example);
    copy.because = copy_because(arena, v->because);
    return copy;
}
