/*
 * lower_settings: what depends on settings (model_setting) is lowered once for each way in which they may be, and each
 * outcome is guarded by these settings. So the passes are written as if every flag were known: they ask lower_on, and run
 * as cases:
 *
 *     for (lower_cases(l); lower_case(l);)
 *         ... origins and sessions, by what lower_on says ...
 *
 * The body runs with a setting on when it first asks for it, and again with the setting off; which settings it asks for
 * may depend on what it was told before. All that one run adds gets the guard of everything that it was told.
 */
#include "compiler/lower.h"

#include <stdlib.h>

/* ---- elements ---- */

static uint32_t setting_element(struct lowering *l, const struct model_setting *s)
{
    struct ir_element e = {.name = s->name,
                           .span = s->span,
                           .classes = IR_CLASS_SETTING,
                           .absent = !s->on,
                           .stated = !s->open,
                           .site = IR_NONE,
                           .parent = IR_NONE};
    vec_push(l->arena, &l->elements, e);
    return l->elements.count - 1;
}

static uint32_t off_element(struct lowering *l, const struct model_setting *s)
{
    struct ir_element e = {.name = arena_printf(l->arena, "%s off", s->name),
                           .span = s->span,
                           .is_off = true,
                           .site = IR_NONE,
                           .parent = s->element};
    vec_push(l->arena, &l->elements, e);
    return l->elements.count - 1;
}

void lower_setting_elements(struct lowering *l)
{
    for (uint32_t i = 0; i < l->m->settings.count; i++) {
        struct model_setting *s = &l->m->settings.at[i];
        s->element = setting_element(l, s);
        s->off = off_element(l, s);
    }
}

/* ---- cases ---- */

void lower_cases(struct lowering *l)
{
    l->cases = CASES_FIRST;
    l->asked.count = 0;
}

bool lower_on(struct lowering *l, const struct model_switch *s)
{
    if (s->setting == 0)
        return s->on;
    for (uint32_t i = 0; i < l->asked.count; i++)
        if (l->asked.at[i].setting == s->setting)
            return l->asked.at[i].on;
    if (l->cases != CASES_RUNNING)
        abort(); /* a pass asks outside of its cases: what it made of the answer would have no guard */
    struct lower_answer answer = {s->setting, true};
    vec_push(l->arena, &l->asked, answer);
    return true;
}

bool lower_transit(struct lowering *l, const struct model_peering *p, int side)
{
    return model_peering_whole(p) && lower_on(l, &p->halves[side].flags[PEER_USE_REMOTE_GATEWAYS]) &&
           lower_on(l, &p->halves[1 - side].flags[PEER_ALLOW_GATEWAY_TRANSIT]);
}

/* The guard, and the answers of this case. */
static struct ir_guard guard_with_answers(struct lowering *l, struct ir_guard guard)
{
    uint32_t count = guard.count + l->asked.count;
    uint32_t *ids = arena_array(l->arena, uint32_t, count);
    for (uint32_t i = 0; i < guard.count; i++)
        ids[i] = guard.elements[i];
    for (uint32_t i = 0; i < l->asked.count; i++) {
        const struct model_setting *s = &l->m->settings.at[l->asked.at[i].setting - 1];
        ids[guard.count + i] = l->asked.at[i].on ? s->element : s->off;
    }
    return lower_guard_of(l, ids, count);
}

static void guard_case(struct lowering *l)
{
    for (uint32_t i = l->case_origins; i < l->origins.count && l->asked.count > 0; i++)
        l->origins.at[i].guard = guard_with_answers(l, l->origins.at[i].guard);
    for (uint32_t i = l->case_sessions; i < l->sessions.count && l->asked.count > 0; i++)
        l->sessions.at[i].guard = guard_with_answers(l, l->sessions.at[i].guard);
}

/* The next answers to try: the last `on` becomes `off`, and what was asked for after it is asked anew. */
static bool next_answers(struct lowering *l)
{
    while (l->asked.count > 0 && !l->asked.at[l->asked.count - 1].on)
        l->asked.count--;
    if (l->asked.count == 0)
        return false;
    l->asked.at[l->asked.count - 1].on = false;
    return true;
}

bool lower_case(struct lowering *l)
{
    bool more = l->cases == CASES_FIRST;
    if (l->cases == CASES_RUNNING) {
        guard_case(l);
        more = next_answers(l);
    }
    l->cases = more ? CASES_RUNNING : CASES_NONE;
    l->case_origins = l->origins.count;
    l->case_sessions = l->sessions.count;
    return more;
}
