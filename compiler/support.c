/*
 * support: one way to refuse what the language has and this version does not model. Nothing is ever ignored: each
 * pass hands every statement it does not know here.
 */
#include "compiler/private.h"

#include <stdarg.h>

void not_supported(struct compilation *c, struct span at, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    const char *what = arena_vprintf(c->arena, format, args);
    va_end(args);
    diag_add(c->diags, DIAG_NOT_SUPPORTED, at, "not supported yet: %s", what);
}
