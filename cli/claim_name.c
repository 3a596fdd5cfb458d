/*
 * claim_name: looks a name up among claims, and says what was meant where it is none.
 */
#include "cli/claim_name.h"

#include <string.h>

#include "base/diag.h"

uint32_t claim_named(const struct claim_list *list, const char *name)
{
    for (uint32_t i = 0; i < list->count; i++)
        if (strcmp(list->at[i].name, name) == 0)
            return i;
    return IR_NONE;
}

const char *claim_not_named(struct arena *arena, const struct claim_list *list, const char *name)
{
    const char **names = arena_array(arena, const char *, list->count);
    for (uint32_t i = 0; i < list->count; i++)
        names[i] = list->at[i].name;
    for (uint32_t i = 0; i < list->count; i++)
        if (list->at[i].matrix != IR_NONE && strcmp(list->matrices[list->at[i].matrix].name, name) == 0)
            return arena_printf(arena, "`%s` is a matrix; name one of its cells, such as `%s`", name,
                                list->at[i].name);
    const char *nearest = diag_nearest(name, names, list->count);
    return nearest ? arena_printf(arena, "no claim is named `%s`; did you mean `%s`?", name, nearest)
                   : arena_printf(arena, "no claim is named `%s`", name);
}
