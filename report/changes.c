/*
 * changes: sorts the changed elements of a witness for the reports.
 */
#include "report/changes.h"

#include "base/vec.h"

/* Those with one of the classes; without any of the free classes when `classes` is 0. */
static struct element_list with_classes(struct arena *arena, const struct ir *ir, const uint32_t *elements,
                                        uint32_t count, uint32_t classes)
{
    uint32_t *at = arena_array(arena, uint32_t, count), kept = 0;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t own = ir->elements[elements[i]].classes & IR_CLASSES_FREE;
        if (classes ? (own & classes) != 0 : own == 0)
            at[kept++] = elements[i];
    }
    return (struct element_list){at, kept};
}

struct element_list changes_failures(struct arena *arena, const struct ir *ir, const uint32_t *elements,
                                     uint32_t count)
{
    return with_classes(arena, ir, elements, count, 0);
}

struct element_list changes_announcements(struct arena *arena, const struct ir *ir, const uint32_t *elements,
                                          uint32_t count)
{
    return with_classes(arena, ir, elements, count, IR_CLASS_ANNOUNCEMENT);
}

struct element_list changes_settings(struct arena *arena, const struct ir *ir, const struct claim *c)
{
    VEC(uint32_t) list = {0};
    for (uint32_t e = 0; e < ir->element_count; e++)
        if ((ir->elements[e].classes & IR_CLASS_SETTING) &&
            (!ir->elements[e].stated || ids_hold(c->fixed, c->fixed_count, e)))
            vec_push(arena, &list, e);
    return (struct element_list){list.at, list.count};
}

bool changes_setting_is_on(const struct ir *ir, const struct claim *c, const struct witness *w,
                           uint32_t setting)
{
    bool changed =
        ids_hold(w->changed, w->changed_count, setting) || ids_hold(c->down, c->down_count, setting);
    return changed == ir->elements[setting].absent;
}
