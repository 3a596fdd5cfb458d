/*
 * changes: what is otherwise than usual in the environment of a counterexample, sorted into failures, settings and
 * announcements.
 */
#ifndef NICC_REPORT_CHANGES_H
#define NICC_REPORT_CHANGES_H

#include "compiler/verdict.h"

struct element_list {
    const uint32_t *at;
    uint32_t count;
};

/* Those of the elements that are no settings and no announcements. In `arena`. */
struct element_list changes_failures(struct arena *arena, const struct ir *ir, const uint32_t *elements,
                                     uint32_t count);
/* The announcements among the elements. In `arena`. */
struct element_list changes_announcements(struct arena *arena, const struct ir *ir, const uint32_t *elements,
                                          uint32_t count);

/* All unknown settings of the design. In `arena`. */
struct element_list changes_settings(struct arena *arena, const struct ir *ir, const struct claim *c);
/* Is this setting on in the environment of the witness of claim `c`? */
bool changes_setting_is_on(const struct ir *ir, const struct claim *c, const struct witness *w,
                           uint32_t setting);

#endif
