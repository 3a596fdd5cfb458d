/*
 * plan_settings: flags that are written with `?`, and flags that the conditions of claims name, open or not.
 */
#include "tests/oracle/plan.h"

#define OPEN_MAX 3u /* in a design: each doubles its environments */

const char *plan_flag(struct plan *p, const char *name, const char *value)
{
    if (!p->families[FAMILY_SETTINGS])
        return value;
    plan_add(p, &p->settings, name);
    if (p->open_settings >= OPEN_MAX || !rng_chance(p->rng, 30))
        return value;
    p->open_settings++;
    p->used[CONSTRUCT_OPEN_SETTING] = true;
    return " ?";
}

void plan_setting_condition(struct plan *p, const char *joint)
{
    static const char *const values[] = {"on", "off"};
    buf_printf(p->out, "%s when %s %s", joint, plan_pick(p, &p->settings), rng_word(p->rng, values, 2));
    p->used[CONSTRUCT_WHEN_SETTING] = true;
}
